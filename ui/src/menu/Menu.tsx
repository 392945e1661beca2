import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { CheckIcon, type Icon } from '../icons.ts';
import { Keys } from '../tooltip/Keys.tsx';
import styles from './Menu.module.css';

interface MenuProps {
  readonly trigger: ReactElement;
  readonly side?: 'top' | 'bottom';
  readonly align?: 'start' | 'center' | 'end';
  /** Menus over the picture keep its dark surface. */
  readonly surface?: 'call' | undefined;
  readonly onOpenChange?: (open: boolean) => void;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/**
 * A menu on a button, named by that button. Not modal: the rest of the page stays alive under it, and no style element
 * is added to lock scrolling, which the content security policy would refuse. It stays where its button is in the
 * document, and so within the same landmark.
 */
export function Menu({
  trigger,
  side = 'bottom',
  align = 'end',
  surface,
  children,
  ...rest
}: MenuProps): ReactNode {
  return (
    <DropdownMenu.Root modal={false} {...rest}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        className={styles['menu']}
        data-surface={surface}
        side={side}
        align={align}
        sideOffset={10}
        collisionPadding={12}
        loop
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly icon?: Icon;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly onSelect: () => void;
}

export function MenuItem({ icon: Shape, label, detail, shortcut, onSelect }: MenuItemProps): ReactNode {
  return (
    <DropdownMenu.Item className={styles['item']} onSelect={onSelect} aria-keyshortcuts={shortcut}>
      {Shape && <Shape aria-hidden size={18} />}
      <span className={styles['words']}>
        {label}
        {detail && <small>{detail}</small>}
      </span>
      {shortcut && (
        <span aria-hidden>
          <Keys keys={shortcut} />
        </span>
      )}
    </DropdownMenu.Item>
  );
}

interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon: Icon }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, inside a menu. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: MenuChoiceProps<Value>): ReactNode {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChoose(option.value);
      }}
    >
      <p className={styles['heading']} aria-hidden>
        {label}
      </p>
      {options.map(({ value: own, label: name, icon: Shape }) => (
        <DropdownMenu.RadioItem key={own} value={own} className={styles['item']}>
          <Shape aria-hidden size={18} />
          <span className={styles['words']}>{name}</span>
          <DropdownMenu.ItemIndicator>
            <CheckIcon aria-hidden size={16} />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuSeparator(): ReactNode {
  return <DropdownMenu.Separator className={styles['separator']} />;
}
