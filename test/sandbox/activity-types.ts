import type { ActivityType } from 'pipedrive/v1';

const made = '2025-02-03 08:00:00';

const type = (
  id: number,
  name: string,
  key: string,
  icon: ActivityType['icon_key'],
  own: { custom?: boolean; active?: boolean } = {},
): ActivityType => ({
  id,
  name,
  key_string: key,
  icon_key: icon,
  color: '',
  order_nr: id,
  active_flag: own.active ?? true,
  is_custom_flag: own.custom ?? false,
  add_time: made,
  update_time: made,
});

export const activityTypes: readonly ActivityType[] = [
  type(1, 'Call', 'call', 'call'),
  type(2, 'Meeting', 'meeting', 'meeting'),
  type(3, 'Task', 'task', 'task'),
  type(4, 'Deadline', 'deadline', 'deadline'),
  type(5, 'Email', 'email', 'email'),
  type(6, 'Lunch', 'lunch', 'lunch'),
  type(7, 'Demo', 'demo', 'presentation', { custom: true }),
  type(8, 'Fax', 'fax', 'document', { custom: true, active: false }),
];
