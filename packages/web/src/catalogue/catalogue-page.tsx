import type { OrganisationView } from '@rapport/api';
import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { SaveList } from '../print/save-menu.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { type AreaView, catalogueView, type ItemView, ownArea } from './catalogue-view.ts';

/** Everything that the organisation's catalogue holds, by dimension and area. */
export function CataloguePage() {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  const dimensions = catalogueView(organisation);
  return (
    <Page
      title={t('catalogue.title')}
      lead={t('catalogue.lead')}
      over={pick(organisation.name)}
      margin={
        <>
          <nav aria-label={t('catalogue.dimensions')}>
            <ul className="contents in-line">
              {dimensions.map(({ id, name }) => (
                <li key={id}>
                  <a href={`#${id}`}>{pick(name)}</a>
                </li>
              ))}
            </ul>
          </nav>
          <p>
            <Link to="/matrix">{t('matrix.title')}</Link>
          </p>
          <SaveList list="catalogue" />
        </>
      }
    >
      {dimensions.map(({ id, name, areas }) => (
        <Section key={id} id={id} title={pick(name)}>
          {areas.map((area) => (
            <Area key={area.id} area={area} isOnly={areas.length === 1} />
          ))}
        </Section>
      ))}
      <p className="soft small section">{t('catalogue.as-of', { date: organisation.asOf })}</p>
    </Page>
  );
}

function Area({ area, isOnly }: { area: AreaView; isOnly: boolean }) {
  const { t, pick } = useWords();
  return (
    <div className="section in-margin area">
      <div>
        {isOnly ? <h3 className="visually-hidden">{pick(area.name)}</h3> : <h3>{pick(area.name)}</h3>}
        {area.id !== ownArea && <Coordinators area={area} />}
      </div>
      <div>
        {area.items.length === 0 && area.measures.length === 0 && (
          <p className="soft">{t('catalogue.no-items')}</p>
        )}
        <ul className="rows">
          {area.measures.map((measure) => (
            <Own key={measure.id} measure={measure} />
          ))}
          {area.items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Coordinators({ area }: { area: AreaView }) {
  const { t, list } = useWords();
  const names = useNames();
  if (area.coordinator === undefined) return <p className="soft small">{t('catalogue.no-coordinator')}</p>;
  return (
    <Facts className="small stacked">
      <Fact label={t('catalogue.coordinator')}>{names.participant(area.coordinator)}</Fact>
      {area.coCoordinators.length > 0 && (
        <Fact label={t('catalogue.co-coordinators')}>
          {list(names.sorted(area.coCoordinators).map(names.participant))}
        </Fact>
      )}
    </Facts>
  );
}

/** An item of the catalogue, with the measures that carry it out. */
function Item({ item }: { item: ItemView }) {
  const { t, pick } = useWords();
  return (
    <li className="stack tight">
      <h4>
        {item.number !== undefined && <bdi className="soft figures">{item.number}</bdi>} {pick(item.title)}
      </h4>
      <p>{pick(item.summary)}</p>
      {item.measures.length === 0 && <p className="soft small">{t('catalogue.described')}</p>}
      {item.measures.map((measure) => (
        <p key={measure.id}>
          <MeasureLink measure={measure} /> <span className="tag sound">{t('catalogue.carried-out')}</span>
        </p>
      ))}
    </li>
  );
}

/** A measure that carries out no item of the catalogue, such as the registration of keys. */
function Own({ measure }: { measure: OrganisationView['measures'][number] }) {
  const { pick } = useWords();
  return (
    <li className="stack tight">
      <h4>
        <MeasureLink measure={measure} />
      </h4>
      <p>{pick(measure.purpose)}</p>
    </li>
  );
}

function MeasureLink({ measure }: { measure: OrganisationView['measures'][number] }) {
  const { t, pick } = useWords();
  return (
    <>
      <Link to="/measures/$id" params={{ id: measure.id }}>
        {pick(measure.title)}
      </Link>{' '}
      <span className="soft small">{t('measure.edition', { edition: measure.edition })}</span>
      {measure.status === 'proposed' && <span className="tag soft">{t('measure.proposed.tag')}</span>}
    </>
  );
}
