/*
 * load_scenario.h - the same work sent in other ways, more of it, or later
 *
 *	load_compare(&net, &rules, &sheet);
 *	load_capacity(&set, &day, utc, &sheet);
 *	load_weeks(&set, &day, utc, &migrated, &sheet, &diag);
 *
 * load_compare(): scheduled groups sent on demand from local midnight, by
 * blind jitter (evenly over their windows), smoothed, and smoothed while
 * firmware raises the DLMS commands of a day by a percentage that all falls
 * into its own window. Leaves the net as the last of these.
 *
 * load_capacity(): for each node and window, how many more requests like the
 * first of its groups fit beside all that is there, and which slots are full
 * then.
 *
 * load_weeks(): what a migration plan adds. Every installation in prepayment
 * that is done brings one request a day to each scheduled group of its S1SP
 * and supplier for each of its meters; DF has an electricity and a gas meter.
 */
#ifndef ENGINE_LOAD_SCENARIO_H
#define ENGINE_LOAD_SCENARIO_H

#include "base/diag.h"
#include "engine/load_smooth.h"
#include "model/load_sheet.h"

struct load_compare_rules {
	uint64_t burst_s;		/* on demand: all within */
	uint64_t firmware_bp;		/* of a day's DLMS commands */
	uint32_t firmware_from, firmware_to;	/* local minutes */
};

void load_compare(struct load_net *net, const struct load_compare_rules *r,
		  struct load_sheet *sheet);
void load_capacity(const struct load_set *s, const struct load_day *day,
		   bool utc, struct load_sheet *sheet);
void load_weeks(const struct load_set *s, const struct load_day *day,
		bool utc, const struct load_migrated *m,
		struct load_sheet *sheet, struct diag *d);

/* Scheduled groups at once: evenly over so many seconds from midnight. */
void load_net_burst(struct load_net *net, uint64_t seconds);

#endif
