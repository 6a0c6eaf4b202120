/*
 * srv.h - the catalogue of service requests (SRVs)
 *
 * A service request variant, "4.4.3", is what a user asks of a device or of
 * the DCC: read the billing log, top up, create a schedule. The 129 of them
 * are data, made at build time from src/model/srv.csv and srv_duis.csv:
 *
 *	const struct srv *v = srv_find(SPAN("4.4.3"));
 *
 *	if (!v) ...			(no such SRV)
 *	if (!(v->variants & SRV_CV(1))) ...
 *
 * Facts carry how sure they are: `smets1` is YES or NO only where a source
 * says so. What a campaign knows better it overrides with a file of its own;
 * nothing here may be taken for the applicability list of a real campaign.
 *
 * Source: DUIS schemas 5.0 to 5.4 and the request matrix; sections 2.3, 7
 * and 8 of the notes on testing in smets1-tools(7).
 */
#ifndef MODEL_SRV_H
#define MODEL_SRV_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "base/table.h"

enum srv_knows { SRV_UNKNOWN, SRV_NO, SRV_UNLIKELY, SRV_LIKELY, SRV_YES };

/* How it may be asked for; a set. */
enum srv_mode {
	SRV_ON_DEMAND = 1,
	SRV_FUTURE_DSP = 2,		/* future dated, held by the DSP */
	SRV_FUTURE_DEVICE = 4,		/* future dated, held by the device */
	SRV_SCHEDULED = 8,		/* by a schedule of the DCC */
	SRV_DCC_ONLY = 16,		/* answered by the DCC itself */
	SRV_MP192 = 32,			/* SRV_SCHEDULED only under the MP192
					   profile, and of SMETS1 only */
};
#define SRV_FUTURE	(SRV_FUTURE_DSP | SRV_FUTURE_DEVICE)

/* Who may ask; a set. */
enum srv_role {
	SRV_IS = 1,			/* import supplier */
	SRV_ES = 2,			/* export supplier */
	SRV_GS = 4,			/* gas supplier */
	SRV_RSA = 8,			/* registered supplier agent */
	SRV_ED = 16,			/* electricity distributor */
	SRV_GT = 32,			/* gas transporter */
	SRV_OU = 64,			/* other user */
};

/* Of what it is asked; a set. Of a request that the DCC answers itself: what
 * it is about, if about any. */
enum srv_device {
	SRV_ESME = 1, SRV_GSME = 2, SRV_GPF = 4, SRV_CHF = 8,
	SRV_HCALCS = 16, SRV_PPMID = 32, SRV_IHD = 64, SRV_CAD = 128,
};
#define SRV_DEVICES	255u

#define SRV_CV(n)	(1u << (n))	/* command variants 1 to 9; a set */

struct srv {
	const char *reference;		/* "4.4" */
	const char *srv;		/* "4.4.3" */
	const char *name;
	bool critical;
	bool repeat_safe;		/* may be sent twice without harm: a
					   read, not critical (srv_repeat.csv
					   has the reason of each) */
	enum srv_knows smets1;
	unsigned modes, roles, devices, variants;	/* sets; roles 0:
					   no source says */
	uint32_t trt_transform_s;	/* target response times; 0: none */
	uint32_t trt_on_demand_s;
	uint32_t trt_future_s;		/* from the due time */
	uint32_t trt_scheduled_s;
	const char *body;		/* element of the request */
	const char *schedule_child;	/* of a schedule's request, or "" */
	const char *schedule_since;	/* DUIS version of that child, or "" */
	const char *dcc_response;	/* element of the DCC's answer, or "" */
	const char *mmc_response;	/* element in a SMETS1 answer, or "" */
	const char *message_codes;	/* "ECS24=0030;GCS21=0076", or "" */
};

extern const struct srv srv_table[];	/* in the order of the catalogue */
extern const uint32_t srv_count;

/* "4.4.3", exactly; NULL: there is none. */
const struct srv *srv_find(struct span srv);
/* The one with that body element; NULL: there is none. */
const struct srv *srv_by_body(struct span element);

/* The web service of a command variant: 'S' (send command), 'T' (transform),
 * 'D' (answered by the DCC); 0: no user sends that variant. It is a function
 * of the variant alone. */
char srv_service(unsigned variant);

/* One name of a set, as in the catalogue ("IS", "ESME"); 0: not one. */
unsigned srv_role_named(struct span name);
unsigned srv_device_named(struct span name);
const char *srv_role_name(unsigned role);
const char *srv_device_name(unsigned device);
const char *srv_knows_name(enum srv_knows knows);	/* "likely" */

/*
 * A catalogue that can be told better: the built-in one, until a row of a
 * catalogue file (file/srv_in.h) says otherwise.
 *
 *	struct srv_catalogue c;
 *
 *	srv_catalogue_init(&c);
 *	if (srv_in_read("facts.csv", &limits, &diag, &c, &source, &system))
 *		v = srv_catalogue_find(&c, SPAN("4.3"));
 *	srv_catalogue_release(&c);
 */
struct srv_catalogue {
	struct srv *v;			/* srv_count of them, same order */
	struct arena arena;
};

#define COL(id, name, type, values, flags, help) CATALOGUE_COL_##id,
enum catalogue_column {
#include "model/catalogue.cols.h"
	CATALOGUE_COLUMNS
};
#undef COL
extern const struct table_format catalogue_format;

void srv_catalogue_init(struct srv_catalogue *c);
void srv_catalogue_release(struct srv_catalogue *c);
struct srv *srv_catalogue_find(const struct srv_catalogue *c,
			       struct span srv);

#endif
