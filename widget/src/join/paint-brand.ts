import { brandColors } from '../brand/brand-color.ts';

/** The company's colour on our page; call and entrance are dark, as a call always is. */
export function paintBrand(host: HTMLElement, color: string): void {
  const { brand, onBrand, ink } = brandColors(color, 'dark');
  host.style.setProperty('--brand', brand);
  host.style.setProperty('--on-brand', onBrand);
  host.style.setProperty('--brand-ink', ink);
}
