import { paths } from '@rapport/api';
import {
  checkPolicy,
  createSuite,
  encodeUtf8,
  type Policy,
  parsePolicy,
  parseTlogProof,
  parseUtf8,
} from '@rapport/record';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { download, fileName } from '../exchange/download.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { readPinnedPolicy } from '../log/pinned-policy.ts';
import { subtle } from '../sign-in/office-keys.ts';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { Verdict } from '../ui/verdict.tsx';
import { useWords } from '../wording/use-words.ts';
import { isReceiptSound } from './check-receipt.ts';

/** Asked again until the witnesses have come. */
const againMs = 5_000;

const witnessedQuery = (id: string, origin: string) =>
  queryOptions({
    queryKey: ['witnessed', id, origin],
    queryFn: () => readWitnessed(id, origin),
    refetchInterval: ({ state }) =>
      state.data?.receipt === undefined && state.data?.witnesses !== 0 ? againMs : false,
  });

/** The second receipt, checked here: by the keys that this browser keeps and the quorum that the log names. */
async function readWitnessed(id: string, origin: string) {
  const { receipt, witnesses } = await client.witnessedReceipt(id);
  if (receipt === undefined) return { witnesses };
  const [{ policy }, { note = '' }, bytes] = await Promise.all([
    readPinnedPolicy(origin),
    client.notice(id),
    client.bytes(paths.witnessedPolicy),
  ]);
  const demanding = demandingOf(policy, parseUtf8(bytes) ?? '');
  const isSound = demanding !== undefined && (await isReceiptSound({ receipt, note }, demanding));
  return { receipt, witnesses, isSound, by: await witnessesOn(receipt.proof, policy) };
}

/** The kept keys with the groups and the quorum that the log asks of itself. */
function demandingOf(kept: Policy, shown: string): Policy | undefined {
  const parsed = parsePolicy(shown);
  return parsed.ok ? { ...kept, groups: parsed.value.groups, quorum: parsed.value.quorum } : undefined;
}

async function witnessesOn(proof: string, policy: Policy): Promise<{ name: string; time: number }[]> {
  const parsed = parseTlogProof(proof);
  if (!parsed.ok) return [];
  const { witnesses } = await checkPolicy(policy, encodeUtf8(parsed.value.checkpoint), createSuite(subtle));
  return witnesses.map(({ name, time }) => ({ name, time }));
}

/** What a sender has in hand once enough witnesses have seen its notice in the log. */
export function WitnessedPart({ id }: { id: string }) {
  const { t } = useWords();
  const { origin, mode } = useOrganisation();
  const { receipt, witnesses, isSound = false, by = [] } = useSuspenseQuery(witnessedQuery(id, origin)).data;
  return (
    <Section title={t('filed.witnessed')} inMargin>
      {receipt === undefined ? (
        <p aria-live="polite">{witnesses === 0 ? t('log.no-witnesses') : t('filed.not-witnessed')}</p>
      ) : (
        <>
          <ul className="rows">
            <Verdict
              passed={isSound}
              title={isSound ? t('filed.witnessed-sound') : t('filed.witnessed-unsound')}
            />
            {by.map(({ name, time }) => (
              <li key={name}>
                {t('log.witness')} <bdi>{name}</bdi>, <Instant at={time * 1000} />
              </li>
            ))}
          </ul>
          <p>
            <button
              type="button"
              className="link-button"
              onClick={() =>
                download(
                  fileName(mode, receipt.reference, 'witnessed.tlog-proof'),
                  receipt.proof,
                  'text/plain',
                )
              }
            >
              {t('filed.witnessed-download')}
            </button>
          </p>
        </>
      )}
    </Section>
  );
}
