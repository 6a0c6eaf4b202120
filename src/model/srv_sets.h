/*
 * srv_sets.h - ready parameters for the body of a request
 *
 * Every service has a set "default"; those that differ by fuel, mode or what
 * they name have more ("gas", "prepayment", "mpxn"; a schedule has one for
 * each service that can be scheduled, by its number). A set fills what the
 * schema requires with values that it takes. They are examples: a
 * campaign says what its meters can bear.
 *
 *	struct duis_params p = DUIS_PARAMS_INIT;
 *
 *	srv_set_add(SPAN("5.1"), SPAN("4.6.1"), &p);
 *
 * Values that depend on the device or the day are placeholders, "$device",
 * "$now-7d": engine/duis_facts.h fills them in.
 *
 * Source: src/model/srv_sets.csv.
 */
#ifndef MODEL_SRV_SETS_H
#define MODEL_SRV_SETS_H

#include "model/duis_params.h"

#define SRV_SET_DEFAULT	"default"

/* False: there is no such set; nothing is added. */
bool srv_set_add(struct span srv, struct span set, struct duis_params *p);
/* What was given, over the ready set that its parameter "$set" names: a
 * parameter of the same path replaces the set's. Without "$set" a copy. False:
 * there is no such set; `to` is as it was. */
#define SRV_SET_PATH	"$set"
bool srv_set_under(struct span srv, const struct duis_params *given,
		   struct duis_params *to);
/* The i-th set of the service, "default" first; NULL: there are fewer. */
const char *srv_set_name(struct span srv, uint32_t i);

#endif
