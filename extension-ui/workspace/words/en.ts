export const en = {
  navigation: 'Views',
  links: 'Links',
  partFailed: 'This part couldn’t be loaded',
  partFailedHint: 'Nothing is lost. Check the connection and try again.',
};
