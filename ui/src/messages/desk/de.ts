import type { Translation } from '../catalogue.ts';
import type { deskEn } from './en.ts';

export const deskDe: Translation<typeof deskEn> = {
  'product.name': 'Parley',
};
