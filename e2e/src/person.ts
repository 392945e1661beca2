import { expect, type Page } from '@playwright/test';
import { watch, type Watched } from './media.ts';

/** Somebody in front of a page, in whichever browser; names are those that a screen reader says. */
export interface Person extends Watched {
  /** Presses a button as soon as there is one, as a hand would. */
  press(name: string): Promise<void>;
  /** Whether a button is there to be seen. */
  hasButton(name: string): Promise<boolean>;
  /** What the page says to be seen, its frames and shadows included. */
  reads(text: string): Promise<boolean>;
}

export const inChromium = (page: Page): Person => ({
  ...watch(page),
  press: (name) => page.getByRole('button', { name, exact: true }).click(),
  hasButton: (name) => page.getByRole('button', { name, exact: true }).isVisible(),
  reads: (text) => page.getByText(text).first().isVisible(),
});

export const expectButton = (person: Person, name: string): Promise<void> =>
  expect.poll(() => person.hasButton(name), { message: `there is a button ${name}` }).toBe(true);

export const expectNoButton = (person: Person, name: string): Promise<void> =>
  expect.poll(() => person.hasButton(name), { message: `there is no button ${name}` }).toBe(false);

export const expectText = (person: Person, text: string): Promise<void> =>
  expect.poll(() => person.reads(text), { message: `it says ${text}` }).toBe(true);

export const expectAllClosed = (person: Person): Promise<void> =>
  expect.poll(() => person.openConnections(), { message: 'its connections are closed' }).toBe(0);
