import type { AudienceKind, Measure, Step } from '@rapport/measures';
import type { Audience, Notice } from '@rapport/record';

/** What the sender may choose. `fixed`: the step must reach everybody who could read what it changes. */
export interface AudienceOffer {
  readonly kinds: readonly AudienceKind[];
  /** The names that may be chosen, where they are limited; absent: all. */
  readonly among?: readonly string[];
  readonly begin: Audience | undefined;
  readonly fixed: boolean;
  /** Who must be among the names. */
  readonly always: readonly string[];
  /** Whether what is for named participants may be sealed, or has to be. */
  readonly sealing: 'no' | 'may' | 'must';
}

/** The audience to offer for a notice that opens a thread: what the measure allows, nothing chosen yet unless it must be. */
export function openingAudience(measure: Measure): AudienceOffer {
  const open = measure.audience.filter((kind) => kind !== 'sealed');
  const kinds: readonly AudienceKind[] = open.length === 0 ? ['named'] : open;
  const [only, ...more] = kinds;
  const begin = more.length === 0 && only !== undefined && only !== 'named' ? { kind: only } : undefined;
  const isOffered = measure.audience.includes('sealed');
  const sealing = open.length === 0 ? 'must' : isOffered && kinds.includes('named') ? 'may' : 'no';
  return { kinds, begin, fixed: false, always: [], sealing };
}

/** The audience to offer for a reply: everybody who read what it follows, or fewer, always with the thread's opener. */
export function replyAudience(
  measure: Pick<Measure, 'audience'>,
  step: Step,
  opening: Notice,
  target: Notice,
  self: string,
): AudienceOffer {
  const isSealed = opening.sealed !== undefined || target.sealed !== undefined;
  const sealing = isSealed ? 'must' : measure.audience.includes('sealed') ? 'may' : 'no';
  return { ...reachOf(step, opening, target, self), sealing };
}

function reachOf(step: Step, opening: Notice, target: Notice, self: string): Omit<AudienceOffer, 'sealing'> {
  if (step.corrects || step.withdraws || step.closes) {
    const changed = step.closes ? opening : target;
    return {
      kinds: [changed.audience.kind as AudienceKind],
      begin: without(changed, self),
      fixed: true,
      always: [],
    };
  }
  if (step.to === 'opener') {
    const begin: Audience = { kind: 'named', participants: [opening.participant] };
    return { kinds: ['named'], begin, fixed: true, always: begin.participants };
  }
  const always = opening.participant === self ? [] : [opening.participant];
  const begin = without(target, self);
  if (begin.kind !== 'named')
    return { kinds: [begin.kind as AudienceKind, 'named'], begin, fixed: false, always };
  return { kinds: ['named'], among: begin.participants, begin, fixed: false, always };
}

/** Those whom a notice reaches, its sender among them, but not oneself. */
function without({ audience, participant }: Notice, self: string): Audience {
  if (audience.kind !== 'named') return audience;
  const names = new Set([...audience.participants, participant]);
  names.delete(self);
  return { kind: 'named', participants: [...names].sort() };
}
