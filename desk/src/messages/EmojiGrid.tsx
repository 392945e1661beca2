import type { ReactNode } from 'react';
import styles from './Composer.module.css';

/** Those that a conversation with a customer has a use for; every other can be typed. */
const emoji = [
  ...'🙂😀😊😉👍👎🙏👏💪👋✅❌❗❓⭐🎉❤️🌊📎📄📞📅🔒💡'.matchAll(/\p{Extended_Pictographic}\u{fe0f}?/gu),
].map(([one]) => one);

export function EmojiGrid({ onChoose }: { readonly onChoose: (emoji: string) => void }): ReactNode {
  return (
    <div className={styles['emoji']}>
      {emoji.map((one) => (
        <button key={one} type="button" onClick={() => onChoose(one)}>
          {one}
        </button>
      ))}
    </div>
  );
}
