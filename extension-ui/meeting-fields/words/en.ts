export const en = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
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
