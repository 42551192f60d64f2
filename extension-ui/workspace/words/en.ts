export const en = {
  navigation: 'Views',
  links: 'Links',
  newTab: 'opens in a new tab',
  partFailed: 'This part couldn’t be loaded',
  partFailedHint: 'Nothing is lost. Check the connection and try again.',
};
