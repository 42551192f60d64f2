import type { CallFault, CallMatch, DeliveryFault, DeliveryMatch } from './sandbox.ts';

/** The misbehaviour that a test ordered and that hasn't happened yet. */

const fits = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((segment, i) => segment === '*' || segment === given[i]);
};

const createOrders = <Match extends { readonly times?: number }, Fault, Subject>(
  meets: (match: Match, subject: Subject) => boolean,
) => {
  const orders = new Set<{ readonly match: Match; readonly fault: Fault; left: number }>();
  return {
    add(match: Match, fault: Fault): () => void {
      const order = { match, fault, left: match.times ?? 1 };
      orders.add(order);
      return () => void orders.delete(order);
    },
    /** The first order that meets the subject, used up by one. */
    take(subject: Subject): Fault | null {
      for (const order of orders) {
        if (!meets(order.match, subject)) continue;
        order.left -= 1;
        if (order.left <= 0) orders.delete(order);
        return order.fault;
      }
      return null;
    },
    clear: (): void => orders.clear(),
  };
};

export interface CallSubject {
  readonly method: string;
  readonly path: string;
  readonly userId: number | null;
}

export const meetsCall = (match: CallMatch, { method, path, userId }: CallSubject): boolean =>
  (match.method === undefined || match.method === method) &&
  (match.path === undefined || fits(match.path, path)) &&
  (match.userId === undefined || match.userId === userId);

export interface DeliverySubject {
  readonly action: string;
  readonly activityId: number;
  readonly userId: number;
}

const meetsDelivery = (match: DeliveryMatch, { action, activityId, userId }: DeliverySubject): boolean =>
  (match.action === undefined || match.action === action) &&
  (match.activityId === undefined || match.activityId === activityId) &&
  (match.userId === undefined || match.userId === userId);

export const createFaultList = () => ({
  calls: createOrders<CallMatch, CallFault, CallSubject>(meetsCall),
  deliveries: createOrders<DeliveryMatch, DeliveryFault, DeliverySubject>(meetsDelivery),
});

export type FaultList = ReturnType<typeof createFaultList>;
