/** What the customer's side needs of ink: a file of its own, loaded on first use, so that the built one has this name. */
export { historyOf, InkLayer, pictureRect, StillView, undone, withDeed } from '@parley/ink';
