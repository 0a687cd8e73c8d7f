import type { DraftSummary, DraftWhole } from '@rapport/api';
import { sentenceOf } from '@rapport/notices';
import type { Author } from './author.ts';
import type { DraftRow, EventRow } from './queries.ts';

type Language = 'en' | 'ru';

/** A draft as one of its participant's people sees it. */
export function summaryOf(
  row: Omit<DraftRow, 'content' | 'note'>,
  you: Author,
  language: Language,
): DraftSummary {
  const { id, place, state, revision, remark, notice } = row;
  const by = { office: row.changed_office, label: row.changed_label, actor: row.changed_actor };
  const dispatch = dispatchOf(row, language);
  return {
    ...{ id, place, state, revision },
    changed: { ...authorView(by, you), at: row.changed_at },
    ...(remark === null ? {} : { remark }),
    ...(dispatch === undefined ? {} : { dispatch }),
    ...(notice === null ? {} : { notice }),
  };
}

export function wholeOf(
  row: DraftRow,
  events: readonly EventRow[],
  you: Author,
  language: Language,
): DraftWhole {
  return {
    ...summaryOf(row, you, language),
    content: JSON.parse(row.content) as DraftWhole['content'],
    history: events.map(({ at, kind, remark, ...by }) => ({
      at,
      by: authorView(by, you),
      kind,
      ...(remark === null ? {} : { remark }),
    })),
  };
}

function authorView(by: { office: string; label: string | null; actor: string }, you: Author) {
  const { office, label, actor } = by;
  return { office, ...(label === null ? {} : { label }), isYou: actor === you.actor };
}

function dispatchOf(
  row: Pick<DraftRow, 'sends_at' | 'problem'>,
  language: Language,
): DraftSummary['dispatch'] {
  if (row.sends_at === null && row.problem === null) return undefined;
  const problem = row.problem === null ? undefined : sentencesOf(row.problem, language);
  return {
    ...(row.sends_at === null ? {} : { at: row.sends_at }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What the rules found when it was to be filed. @param problem - findings as `keepProblem` wrote them */
function sentencesOf(problem: string, language: Language): string {
  const findings = JSON.parse(problem) as { code: Parameters<typeof sentenceOf>[1]; detail?: string }[];
  return findings.map(({ code, detail }) => sentenceOf(language, code, detail)).join(' ');
}
