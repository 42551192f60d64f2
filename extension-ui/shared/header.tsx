import { Menu, type MenuItem } from './menu.tsx';
import { useSession } from './session.ts';

/** Every surface begins with the same name. */
export const Header = ({ items }: { items: readonly MenuItem[] }) => {
  const words = useSession().words.value;
  return (
    <header class="header">
      <h1>{words.meetingScheduler}</h1>
      <Menu label={words.more} items={items} />
    </header>
  );
};
