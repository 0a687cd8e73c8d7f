import '../ui/design.css';
import { useOrganisation } from '../exchange/queries.ts';
import { type Examples, exampleWords } from '../ui/examples.ts';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page, Section } from '../ui/page.tsx';

const modules = import.meta.glob<Record<string, Examples>>('../ui/*.examples.tsx', { eager: true });
const components = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .toSorted((a, b) => (a.title < b.title ? -1 : 1));

/** Every component in every state, in both directions, light and dark. For whoever builds pages: absent in production. */
export function DesignPage() {
  if (useOrganisation().mode !== 'demonstration') throw new NothingHere();
  return (
    <Page
      title="Components"
      lead="Each in its states: left to right in light, right to left in dark."
      over="Design"
    >
      {components.map((component) => (
        <Section key={component.title} title={component.title}>
          {component.note !== undefined && <p className="soft small line">{component.note}</p>}
          <div className="specimens">
            <Drawn component={component} direction="ltr" scheme="light" />
            <Drawn component={component} direction="rtl" scheme="dark" />
          </div>
        </Section>
      ))}
    </Page>
  );
}

function Drawn(props: { component: Examples; direction: 'ltr' | 'rtl'; scheme: 'light' | 'dark' }) {
  const { component, direction, scheme } = props;
  const language = direction === 'rtl' ? 'ar' : 'en';
  return (
    <div className="specimen" dir={direction} lang={language} data-scheme={scheme}>
      {component.examples.map(({ state, draw }, number) => {
        const id = `${component.title.replaceAll(/\W+/g, '-')}-${direction}-${number}`;
        return (
          <div key={state} id={id}>
            <p className="specimen-state" dir="ltr" lang="en">
              {state}
            </p>
            {draw({ ...exampleWords[direction], id })}
          </div>
        );
      })}
    </div>
  );
}
