/*
 * campaign_in.h - a campaign's settings, from JSON
 *
 *	struct campaign c;
 *
 *	campaign_init(&c);
 *	if (!campaign_in_read(&c, "campaign.json", &limits, &diag, &source,
 *			      &system)) ...	(findings say why)
 *	campaign_release(&c);
 *
 * Rejected with findings (codes SIT): what is no JSON, an unknown member
 * (with the nearest name), a value of the wrong kind, a URL that is none, a
 * codec that there is not, a user twice, and an administrator's clock beside
 * an endpoint that is not on this machine: the clock of a real DCC cannot be
 * moved, and a report must not look as if it had been.
 *
 * Files that the campaign names are relative to the campaign's file;
 * campaign_in_path() makes the path.
 */
#ifndef FILE_CAMPAIGN_IN_H
#define FILE_CAMPAIGN_IN_H

#include "file/rows.h"
#include "model/campaign.h"

bool campaign_in_read(struct campaign *c, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system);

/* `name` beside the file `campaign`; absolute names stay. Lives in `a`. */
const char *campaign_in_path(const char *campaign, struct span name,
			     struct arena *a);

#endif
