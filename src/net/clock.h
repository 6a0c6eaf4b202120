/*
 * clock.h - how late it is
 *
 *	started = net_clock_ms();
 *	...
 *	if (net_clock_ms() - started > limit_ms)
 *
 * Milliseconds. The first only moves forward and means nothing but in
 * differences; the second is the time of day since 1970-01-01T00:00:00Z and
 * may be set by anybody.
 */
#ifndef NET_CLOCK_H
#define NET_CLOCK_H

#include <stdint.h>

int64_t net_clock_ms(void);
int64_t net_clock_today_ms(void);

#endif
