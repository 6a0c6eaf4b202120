/*
 * load_tell.h - what a profile or a plan comes to, as findings
 *
 *	load_tell_over(&net, &diag);		(load above a limit, LOAD036)
 *	load_tell_fixed(&net, &diag);		(what cannot move is, LOAD034)
 *	load_tell_plan(&net, &result, &diag);	(critical interval, work that
 *						 does not fit, the bound)
 *
 * load_tell_over() and _fixed() look at what load_net_reckon() made last.
 */
#ifndef ENGINE_LOAD_TELL_H
#define ENGINE_LOAD_TELL_H

#include "base/diag.h"
#include "engine/load_smooth.h"

void load_tell_over(const struct load_net *net, struct diag *d);
void load_tell_fixed(const struct load_net *net, struct diag *d);
void load_tell_plan(const struct load_net *net, const struct load_smooth *r,
		    struct diag *d);

/* "00:00 to 06:00"; hundredths as "250" or "62.5"; ppm as "88.42 %". */
void load_add_interval(struct buf *b, const struct load_net *net,
		       uint32_t from, uint32_t slots);
void load_add_hundredths(struct buf *b, uint64_t n);
void load_add_ppm(struct buf *b, uint64_t ppm);

#endif
