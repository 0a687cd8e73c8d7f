export { type Letter, readLetters } from '@rapport/api';
