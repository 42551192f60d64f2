import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, whatever their size, begin first: one of them that began last would have the run wait for it alone. Where
 * vitest remembers no run, as in CI, it would go by size.
 */
const longest = [
  'test/adapters/booking-race-mongo.test.ts',
  'test/flows/stopped.test.ts',
  'test/ui/host/composer.test.ts',
  'test/ui/app/app.test.ts',
  'test/ui/link-editor/looks.test.ts',
  'test/ui/link-editor/keeping.test.ts',
  'test/ui/link-editor/making.test.ts',
  'test/ui/booking/browser.test.ts',
  'test/ui/booking/accessibility.test.ts',
  'test/ui/pick-times/sending.test.ts',
  'test/ui/screens.test.ts',
  'test/flows/erase-told.test.ts',
  'test/ui/host/settings.test.ts',
  'test/domain/agreement.test.ts',
  'test/ui/main-job.test.ts',
  'test/ui/menu/menu.test.ts',
  'test/ui/settings/plan.test.ts',
  'test/ui/availability/plan.test.ts',
  'test/flows/bookings/stopped-host.test.ts',
  'test/sandbox/pages/host.test.ts',
];

/** Extended, since vitest asks for a class. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.indexOf(relative(this.ctx.config.root, moduleId));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
