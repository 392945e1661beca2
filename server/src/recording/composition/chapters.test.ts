import { expect, test } from 'vitest';
import { ada, at, customer, happened, materialOf, picture } from '../../../test/composition-material.ts';
import { chapterFile, chaptersOf } from './chapters.ts';
import { englishWords } from './words.ts';

const takes = [picture(customer, { from: 0, until: 100 })];
const chapters = (events: ReturnType<typeof happened>[], people = materialOf([]).people) =>
  chaptersOf(
    { ...materialOf(takes, events), people },
    { startedAtMs: at(0), lengthMs: 100_000 },
    englishWords,
  );

test('turning points have their time and words; what is not one has none', () => {
  const events = [
    happened(0.2, { type: 'answered', participantId: ada }),
    happened(10, { type: 'muted', participantId: ada }),
    happened(20, { type: 'paused', participantId: ada }),
    happened(30, { type: 'resumed', participantId: ada }),
    happened(40, { type: 'screen-started', participantId: customer }),
    happened(50, { type: 'left', participantId: ada, reason: 'left' }),
    happened(101, { type: 'resumed', participantId: ada }),
  ];
  expect(chapters(events)).toEqual([
    { atMs: 0, title: 'Answered' },
    { atMs: 20_000, title: 'On hold' },
    { atMs: 30_000, title: 'Resumed' },
    { atMs: 40_000, title: 'Bo: screen shared' },
    { atMs: 50_000, title: 'Ada left' },
  ]);
});

test('who gave no name is called by their part', () => {
  const unnamed = [{ id: customer, role: 'customer' as const }];
  expect(
    chapters([happened(5, { type: 'camera-stopped', participantId: customer })], unnamed)[1]?.title,
  ).toBe('Customer: camera off');
});

test('names can say nothing to ffmpeg', () => {
  const file = chapterFile([{ atMs: 0.4, title: 'a=b;c#d\\e\n[CHAPTER]\r\nSTART=9 joined' }], 2_000);
  expect(file.split('\n').filter((line) => line.startsWith('[CHAPTER]'))).toHaveLength(1);
  expect(file).toContain('START=0\nEND=2000\n');
  expect(file).toContain('title=a\\=b\\;c\\#d\\\\e [CHAPTER] START\\=9 joined\n');
});
