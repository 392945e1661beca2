import type { ReactNode } from 'react';
import { messageParts } from '../text/parts.ts';

interface LinkedTextProps {
  readonly text: string;
  readonly className?: string | undefined;
}

/** What somebody wrote; addresses in it can be followed, and learn nothing of where they were. */
export function LinkedText({ text, className }: LinkedTextProps): ReactNode {
  return (
    <p className={className} dir="auto">
      {messageParts(text).map((part) =>
        part.href === undefined ? (
          <span key={part.at}>{part.text}</span>
        ) : (
          <a key={part.at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
