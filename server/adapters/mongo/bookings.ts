import type { Connection } from 'mongoose';
import { type Booking, wakeAt } from '../../domain/booking.ts';
import { companyOf } from '../../domain/host.ts';
import type { BookingStore } from '../../ports.ts';
import { asItIs, insertNew, modelOf, type Stored } from './documents.ts';

/** With what a booking is looked up by besides: its company, and when the sweep has to look at it, if it has to. */
type StoredBooking = Stored<Booking, 'id'> & { company: number; wakeAt?: number };

const toBooking = ({ _id, company, wakeAt: _, ...booking }: StoredBooking): Booking => ({ id: _id, ...booking });

const fromBooking = (booking: Booking): StoredBooking => {
  const { id, ...rest } = booking;
  const wake = wakeAt(booking);
  return { _id: id, ...rest, company: companyOf(rest.host), ...(wake === null ? {} : { wakeAt: wake }) };
};

export const mongoBookings = (connection: Connection): BookingStore => {
  const bookings = modelOf<StoredBooking>(connection, {
    name: 'bookings',
    fields: {
      _id: String,
      host: String,
      link: String,
      version: Number,
      state: String,
      intent: asItIs,
      start: Number,
      end: Number,
      bufferBefore: Number,
      bufferAfter: Number,
      sequence: Number,
      guest: asItIs,
      answers: asItIs,
      notes: String,
      colleagues: [String],
      meeting: asItIs,
      idempotencyKey: String,
      requestHash: String,
      createdAt: Number,
      cancelled: asItIs,
      crm: asItIs,
      effects: asItIs,
      reminders: asItIs,
      remindersDeclined: Boolean,
      invited: asItIs,
      campaign: asItIs,
      company: Number,
      wakeAt: Number,
    },
    indexes: [
      { keys: { link: 1, idempotencyKey: 1 }, unique: true },
      { keys: { company: 1, 'crm.activity': 1 } },
      { keys: { link: 1, state: 1 } },
      { keys: { host: 1, end: 1 } },
      { keys: { wakeAt: 1 } },
      { keys: { host: 1, wakeAt: 1 } },
      { keys: { state: 1, createdAt: 1 } },
      { keys: { host: 1, 'effects.state': 1 } },
    ],
  });

  return {
    async find(id) {
      const booking = await bookings.findById(id).lean<StoredBooking>().exec();
      return booking && toBooking(booking);
    },
    async findByKey(link, idempotencyKey) {
      const booking = await bookings.findOne({ link, idempotencyKey }).lean<StoredBooking>().exec();
      return booking && toBooking(booking);
    },
    async findByActivity(company, activity) {
      const booking = await bookings.findOne({ company, 'crm.activity': activity }).lean<StoredBooking>().exec();
      return booking && toBooking(booking);
    },
    async insert(booking) {
      return insertNew(bookings, fromBooking(booking));
    },
    async replace(next, was) {
      return (await bookings.replaceOne({ _id: next.id, version: was }, fromBooking(next))).matchedCount === 1;
    },
    async waiting(now, limit) {
      const found = bookings.find({ wakeAt: { $lte: now } }).sort({ wakeAt: 1, _id: 1 });
      return (await found.limit(limit).lean<StoredBooking[]>().exec()).map(toBooking);
    },
    async waitingOfHost(host, limit) {
      const found = bookings
        .find({ host, wakeAt: { $gte: 0 }, 'effects.state': { $in: ['due', 'doing'] } })
        .sort({ wakeAt: 1, _id: 1 });
      return (await found.limit(limit).lean<StoredBooking[]>().exec()).map(toBooking);
    },
    async givenUpOfHost(host, limit) {
      const found = bookings.find({ host, 'effects.state': 'given_up' }).sort({ _id: -1 });
      return (await found.limit(limit).lean<StoredBooking[]>().exec()).map(toBooking);
    },
    async bookedAmong(links) {
      return bookings.distinct('link', { link: { $in: links }, state: 'confirmed' });
    },
    async liveOfLink(link) {
      const found = bookings.find({ link, state: { $in: ['pending', 'confirmed'] } }).sort({ start: 1, _id: 1 });
      return (await found.lean<StoredBooking[]>().exec()).map(toBooking);
    },
    async ofHost(host, from, to) {
      const found = bookings
        .find({ host, end: { $gt: from }, start: { $lt: to }, state: { $in: ['confirmed', 'cancelled'] } })
        .sort({ start: 1, _id: 1 });
      return (await found.lean<StoredBooking[]>().exec()).map(toBooking);
    },
    async countFuture(host, now) {
      return bookings.countDocuments({ host, end: { $gt: now }, state: 'confirmed' });
    },
    async removeOfHost(host) {
      await bookings.deleteMany({ host });
    },
    async pruneDropped(before) {
      await bookings.deleteMany({ state: 'dropped', createdAt: { $lt: before } });
    },
  };
};
