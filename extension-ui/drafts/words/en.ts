export const en = {
  takeMine: 'Take mine',
  showTheirs: 'Show theirs',
};
