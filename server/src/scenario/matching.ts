import type { ContextAttribute } from '@parley/protocol';
import type { ScenarioCondition } from './tables.ts';

/** Whether all conditions hold for what is known of the customer. A scenario without conditions is for everyone. */
export function holds(
  conditions: readonly ScenarioCondition[],
  context: readonly ContextAttribute[],
): boolean {
  return conditions.every((condition) =>
    context.some(({ key, value }) => key === condition.key && matches(condition, value)),
  );
}

function matches(condition: ScenarioCondition, value: string): boolean {
  switch (condition.match) {
    case 'equals':
      return value === condition.value;
    case 'starts-with':
      return value.startsWith(condition.value);
  }
}
