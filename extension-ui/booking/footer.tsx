/** The host's own words, exactly as written: the HTML was reduced to a safe subset when it was saved. */
export const Footer = ({ html }: { html: string }) =>
  html === '' ? null : <div class="footer" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
