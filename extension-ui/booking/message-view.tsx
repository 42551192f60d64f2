import type { MessagePage } from '../../server/http/guest/page.ts';
import { messageOf } from './message-of.ts';
import { useSetting } from './setting.ts';

export const MessageView = ({ page }: { page: MessagePage }) => {
  const { texts } = useSetting();
  const message = messageOf(texts, page.code, page.status);
  return (
    <main class="card narrow message">
      <h1>{message.title}</h1>
      <p>{message.text}</p>
      {page.host && (
        <p class="quiet">
          {texts.host}: <bdi>{page.host}</bdi>
        </p>
      )}
    </main>
  );
};
