export const en = {
  kinds: { activity: 'Activity', meeting: 'Meeting', time: 'Picked time', ghost: 'Time' },
  allDay: 'All day',
  more: (count: number) => `+${count} more`,
  notBusy: 'doesn’t block',
  free: 'free',
  past: 'past',
  today: 'today',
  keys: (can: { add: boolean; move: boolean; remove: boolean; open: boolean }) =>
    [
      'Arrow keys go through times and days, Home and End to the first and last day, Page Up and Page Down to other weeks, Ctrl with up and down to the items.',
      ...(can.add ? ['Enter on free room adds a time.'] : []),
      ...(can.open ? ['Enter on an item opens it.'] : []),
      ...(can.move
        ? [
            'Alt with the arrow keys moves an item, Alt and Shift with up and down changes its length; with Ctrl as well in steps of five minutes.',
          ]
        : []),
      ...(can.remove ? ['Delete removes it.'] : []),
    ].join(' '),
  keyUse: {
    go: 'go',
    items: 'to items',
    weeks: 'weeks',
    add: 'adds',
    open: 'opens',
    move: 'moves',
    length: 'length',
    remove: 'removes',
  },
  added: (what: string) => `${what}, added`,
  moved: (what: string) => `${what}, moved`,
  resized: (what: string) => `${what}, length changed`,
  removed: (what: string) => `${what}, removed`,
  dragCancelled: 'Cancelled, nothing was changed.',
  otherOffset: '* on some of these days the hours of the second column differ',
};
