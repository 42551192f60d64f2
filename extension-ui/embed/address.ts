/**
 * Address of the frame: the form that may be framed, with the campaign (`utm_*`) that led to the page around it. Nothing that is
 * known of the guest stands in it: addresses are logged.
 * @param search query of the page around the frame
 * @throws TypeError where the booking page isn't of the origin that the script came from: nobody who may write an attribute
 * shows another site with it
 */
export const frameAddress = (url: string, origin: string, search: string): URL => {
  const address = new URL(url, origin);
  if (address.origin !== origin) throw new TypeError(`Not a booking page of ${origin}: ${url}`);
  address.searchParams.set('embed', '1');
  for (const [name, value] of new URLSearchParams(search)) {
    if (name.startsWith('utm_') && !address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address;
};
