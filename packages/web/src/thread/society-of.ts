import type { OrganisationView } from '@rapport/api';
import type { Society } from '@rapport/notices';

/** The view as the rules read it: participants, coordinators and chairs are all that they look at. */
export function societyOf(organisation: OrganisationView): Society {
  return organisation as unknown as Society;
}
