import type { BookPage } from '../../../server/http/guest/page.ts';
import { useSetting } from '../setting.ts';

interface HiddenFieldsProps {
  readonly page: BookPage;
  readonly zone: string;
  /** null: chosen by another field of the form. */
  readonly start: string | null;
  readonly hold: string | null;
}

/** What the form sends without script besides what is typed. */
export const HiddenFields = ({ page, zone, start, hold }: HiddenFieldsProps) => {
  const { language } = useSetting();
  const campaign = Object.entries(page.campaign ?? {}).map(([name, value]) => [`campaign.${name}`, value] as const);
  const fields = [
    ...(start === null ? [] : [['start', start] as const]),
    ['zone', zone] as const,
    ['language', language] as const,
    ['key', page.idempotencyKey] as const,
    ...(hold === null ? [] : [['hold', hold] as const]),
    ...campaign,
  ];
  return (
    <>
      {fields.map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
    </>
  );
};
