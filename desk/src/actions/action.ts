import type { Icon } from '@parley/ui';

/**
 * Something an associate can do now. Toolbar, menu, shortcuts and help sheet are drawn from lists of these. Without
 * `perform` it can't be done: it is then absent everywhere, unless `reason` keeps its place and says why.
 */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  /** `M`, `Shift+X`. */
  readonly shortcut?: string | undefined;
  /** More than the label, for the tooltip: what pressing does now. */
  readonly hint?: string | undefined;
  /** For toggles. */
  readonly pressed?: boolean | undefined;
  readonly perform: (() => void) | undefined;
  readonly reason?: string | undefined;
}

export const isShown = (action: Action): boolean =>
  action.perform !== undefined || action.reason !== undefined;
