export { OpeningsList } from './openings-list';
