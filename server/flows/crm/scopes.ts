/** `base` is always on, whether it is listed or not; `x:full` contains `x:read`. */
const grants = (granted: readonly string[], scope: string): boolean =>
  scope === 'base' || granted.includes(scope) || granted.includes(scope.replace(/:read$/, ':full'));

/** Those of `wanted` that weren't granted. A grant that tells no scopes is believed; the CRM will say what is missing. */
export const missingScopes = (wanted: readonly string[], granted: readonly string[]): string[] =>
  granted.length === 0 ? [] : wanted.filter(scope => !grants(granted, scope));
