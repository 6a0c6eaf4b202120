/*
 * world_make.h - a world for devices that there are
 *
 *	world_make_models(&w, "ppcl.csv", &frame);	(fills in from a PPCL)
 *	world_make(&w, sink);				(JSON, sit-world(5))
 *
 * Users come from the suppliers and network operators that devices name; a
 * service provider from each s1sp; firmware from what devices run. The clock
 * stands still at a date that no clock was asked for, so that the same
 * devices give the same bytes.
 */
#ifndef TOOLS_WORLD_MAKE_H
#define TOOLS_WORLD_MAKE_H

#include "base/sink.h"
#include "model/world.h"
#include "tools/frame.h"

void world_make_models(struct world *w, const char *ppcl, struct frame *f);
void world_make(const struct world *w, struct sink *sink);

#endif
