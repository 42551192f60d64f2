import type { RemindersPage } from '../../../server/http/guest/page.ts';
import { useSetting } from '../setting.ts';
import { When } from '../when.tsx';
import { remindersMessage } from './reminders-message.ts';

const Wish = ({ page }: { page: RemindersPage }) => {
  const { texts } = useSetting();
  if (page.state !== 'on' && page.state !== 'off') return null;
  const isOn = page.state === 'on';
  return (
    <form method="post" action={page.path}>
      <input type="hidden" name="action" value={isOn ? 'decline' : 'wanted'} />
      <button type="submit" class={isOn ? 'button button-main' : 'button'}>
        {isOn ? texts.reminders.decline : texts.reminders.want}
      </button>
    </form>
  );
};

export const RemindersView = ({ page }: { page: RemindersPage }) => {
  const { texts } = useSetting();
  const { title, text } = remindersMessage(texts, page.state);
  return (
    <main class="card narrow manage">
      <div class="head">
        <h1>{title}</h1>
        {text && <p>{text}</p>}
      </div>
      <dl class={page.state === 'cancelled' ? 'clocks clocks-off' : 'clocks'}>
        <div>
          <dt>
            <bdi>{page.meeting.name}</bdi> · <bdi>{page.meeting.host}</bdi>
          </dt>
          <dd>
            <When zone={page.zone} start={page.start} end={page.end} />
          </dd>
        </div>
      </dl>
      <div class="actions">
        <Wish page={page} />
        <a class="button" href={page.managePath}>
          {texts.seeMeeting}
        </a>
      </div>
    </main>
  );
};
