/** The day on which an area comes to another region: those who work there are asked. */
export const regionBegins = { kind: 'communities.region-begins' }
