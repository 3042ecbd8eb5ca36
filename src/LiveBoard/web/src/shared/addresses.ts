export const facilityAddress = (id: string) => `/facility?id=${encodeURIComponent(id)}`;

export const complaintAddress = (id: string) => `/complaint?id=${encodeURIComponent(id)}`;

export const idInAddress = () => new URLSearchParams(location.search).get("id") ?? undefined;

/** Ids are long; their end tells them apart. */
export const shortId = (id: string) => (id.length > 12 ? `…${id.slice(-8)}` : id);
