/*
 * load_forecast.h - demand by month, and thresholds that it would not trip
 *
 *	load_forecast(&set, from, 12, &sheet);
 *	load_thresholds(&net, &rules, &sheet, &diag);
 *
 * load_forecast(): for each user, SRV and mode, what falls due in so many
 * months from that of `from`, day by day.
 *
 * load_thresholds(): anomaly detection counts the requests of a user for an
 * SRV. Proposed is what the smoothed day comes to, in its busiest hour and
 * in all, plus a margin. What else would exceed the threshold of an hour is
 * named: all on demand from midnight, blind jitter, or one group by itself
 * if it is sent within an hour.
 *
 * Rows are by user, SRV and mode, bytewise.
 */
#ifndef ENGINE_LOAD_FORECAST_H
#define ENGINE_LOAD_FORECAST_H

#include "base/diag.h"
#include "engine/load_smooth.h"
#include "model/load_sheet.h"

void load_forecast(const struct load_set *s, int32_t from, uint64_t months,
		   struct load_sheet *sheet);
void load_thresholds(struct load_net *net, uint64_t margin_bp,
		     uint64_t burst_s, struct load_sheet *sheet,
		     struct diag *d);

/* The newest first_date or date of a window, or DATE_NONE. */
int32_t load_newest(const struct load_set *s);

#endif
