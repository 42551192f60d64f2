export const en = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
  bufferBefore: 'Buffer before',
  bufferAfter: 'Buffer after',
  notice: 'Notice',
  noticeUnit: 'Unit of notice',
  horizon: 'How far ahead guests can book',
  place: 'Location',
  placeText: {
    in_person: 'Address',
    phone: 'Phone number, or who calls whom',
    video: 'Link to the video call',
    other: 'Place',
  },
  activityType: 'Activity type',
  activityTypesFailed: 'Pipedrive doesn’t tell its activity types at the moment: the current one stays.',
};
