/*
 * wan.h - what services ask of a radio link, and of the network
 *
 * Of the link to one meter: kbps = bytes x 8 / 1000 / max_response_s. Of the
 * network, with n meters and r reads a day:
 *
 *	volume a day	n x r x bytes
 *	mean kbps	volume x 8 / 86,400 / 1000
 *	peak kbps	n x bytes x 8 / window / 1000: one message of every
 *			meter within the collection window
 *	concurrency	n x r x max_response_s / 86,400: exchanges under way
 *
 * (section 10 of the notes told as WAN TRAFFIC in smets1-tools(7)). The kbps
 * of one link is never multiplied by meters, nor added up over services: the
 * totals are of volumes, means and peaks only.
 *
 * A service is in use if its meters and its reads are known; others have no
 * figures but the link's. All figures are exact until they are printed.
 *
 *	struct wan_load load;
 *	wan_load_make(&services, &ask, &load, &diag);
 *	load.rows.v[i].figures.kbps
 *	wan_load_release(&load);
 *
 * Findings: LOAD057 for a printed rate that does not follow, with the bytes
 * that would give it; LOAD058 where a figure is beyond what is exact;
 * LOAD064, LOAD066. Rows point into the services.
 */
#ifndef ENGINE_WAN_H
#define ENGINE_WAN_H

#include "base/diag.h"
#include "base/ratio.h"
#include "model/wan.h"

struct wan_reads_asked {
	struct span service;
	uint64_t reads;			/* millionths a year */
};

struct wan_ask {
	struct wan_meters meters;	/* given: instead of the table's */
	const struct wan_reads_asked *reads;	/* the same, by service */
	size_t n_reads;
	struct wan_window window;
	uint64_t link_bps;		/* 0: not asked */
	bool compare_printed;		/* say LOAD057 */
};

struct wan_figures {
	bool used;			/* meters and reads are known */
	bool peaks;			/* and the window */
	struct ratio kbps;		/* of one link */
	struct ratio bytes_per_day, mean_kbps, peak_kbps, concurrency;
};

/* The figures of one service; window_s 0: no window. */
void wan_figures_make(const struct wan_service *s, uint64_t meters,
		      uint64_t reads, uint64_t window_s,
		      struct wan_figures *f);
/* Those of one without meters. */
void wan_figures_link(const struct wan_service *s, struct wan_figures *f);
bool wan_figures_over(const struct wan_figures *f);

struct wan_total {
	uint64_t services;		/* in use */
	struct ratio bytes_per_day, mean_kbps, peak_kbps, concurrency;
};

void wan_total_add(struct wan_total *t, const struct wan_figures *f);
struct wan_total wan_total_none(void);

enum wan_agrees { WAN_NOT_PRINTED, WAN_AGREES, WAN_DISAGREES };

struct wan_row {
	const struct wan_service *service;
	enum wan_fuel fuel;
	bool has_meters, has_reads;
	uint64_t meters, reads;
	struct wan_figures figures;
	enum wan_agrees agrees;
	uint64_t printed_from, printed_to;	/* bytes that give it (or 0) */
	struct ratio link_s;		/* on the link asked about */
	bool fits;
};

struct wan_load {
	VEC(struct wan_row) rows;
	struct wan_total fuel[WAN_FUELS], all;
	uint64_t printed, agreeing, unfit;
	bool peaks;
};

void wan_load_make(const struct wan_services *services,
		   const struct wan_ask *ask, struct wan_load *load,
		   struct diag *d);
void wan_load_release(struct wan_load *load);

/* One round of firmware: each meter gets the image once, one after the other
 * on each channel; the meters are spread evenly over the channels. */
struct wan_campaign {
	const struct wan_service *service;
	uint64_t meters, channels, channel_bps, share_hundredths;
	struct wan_window window;
	uint64_t meters_per_channel;
	struct ratio volume_bytes, airtime_s, days;
	uint64_t whole_days;
};

/* Fills what follows from service, meters, channels (not 0), channel_bps (not
 * 0), share (not 0) and window. False: beyond what is exact. */
bool wan_campaign_make(struct wan_campaign *c);

/* The one service whose name begins with "firmware"; NULL: none or several. */
const struct wan_service *wan_firmware_service(const struct wan_services *s);

#endif
