/*
 * campaign.h - the settings of a test campaign
 *
 * Where requests go and in which form, who sends them, how fast, what is
 * tried again: everything that a campaign's file says, with the defaults
 * filled in.
 *
 *	struct campaign c;
 *
 *	campaign_init(&c);
 *	...					(file/campaign_in.h)
 *	i = campaign_interface(&c, 1);		(NULL: none for SMETS1)
 *	campaign_release(&c);
 *
 * Several interfaces may be named, one for all devices or one for each
 * generation; a request goes to the first that applies. Strings belong to the
 * campaign's arena. Times are milliseconds, rates thousandths a second.
 *
 * Source: sections 3, 6.4 and 10 of the notes on testing in smets1-tools(7).
 */
#ifndef MODEL_CAMPAIGN_H
#define MODEL_CAMPAIGN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "base/vec.h"

enum campaign_kind { CAMPAIGN_NORMAL, CAMPAIGN_MT_EOC, CAMPAIGN_SIT_EOC,
		     CAMPAIGN_SYSTEM_REGRESSION, CAMPAIGN_DMCT,
		     CAMPAIGN_KINDS };
enum campaign_applies { CAMPAIGN_ALL, CAMPAIGN_SMETS1, CAMPAIGN_SMETS2 };
enum campaign_clock { CAMPAIGN_CLOCK_SYSTEM, CAMPAIGN_CLOCK_ADMIN };

struct campaign_tls {			/* files, PEM; empty: none */
	struct span ca, cert, key;
	struct span server_name;	/* where it is not the URL's */
};

struct campaign_header {
	struct span name, value;
};

struct campaign_interface {
	struct span name;
	unsigned applies_to;		/* enum campaign_applies */
	struct span base_url;
	struct span path_s, path_t, path_d;
	struct span codec;
	struct span schema_version;
	struct campaign_tls tls;
	struct span proxy;
	VEC(struct campaign_header) headers;
	uint64_t line;
};

/* Requests to come have the counters above it: 2^32 of them at least. */
#define CAMPAIGN_COUNTER_MOST	(UINT64_MAX - UINT32_MAX)

struct campaign_user {
	uint64_t eui;
	unsigned roles;			/* a set of enum srv_role */
	struct span sign_key, cert;
	uint64_t counter_start;		/* 0: by the clock */
	uint64_t line;
};

struct campaign_retry {
	struct span code;		/* a pattern */
	uint64_t max;			/* times after the first */
	uint64_t wait_ms;
};

struct campaign {
	struct arena arena;
	struct span name;
	struct span release_file, release_sha256;
	struct span cycle;
	unsigned cycle_kind;		/* enum campaign_kind */
	VEC(struct campaign_interface) interfaces;
	struct {
		struct span listen, public_url, path;
		struct campaign_tls tls;
	} receiver;
	VEC(struct campaign_user) users;
	uint64_t acb_eui;		/* 0: not stated */
	uint64_t critical_smets1_cv;	/* 0: not stated: as to SMETS2 */
	struct {
		uint64_t tps_milli;	/* 0: no cap */
		uint64_t per_s1sp_milli;
		uint64_t connections;
		uint64_t connect_ms, total_ms;
		uint64_t drain_ms;
	} limits;
	VEC(struct campaign_retry) retries;
	bool has_in_doubt;		/* else the target response time */
	uint64_t in_doubt_ms;
	struct span applicability_file, trt_file;
	struct {
		bool enabled;
		struct span code;	/* of a refusal for SMETS2 */
		struct span child_43, child_443;
	} mp192;
	unsigned clock;			/* enum campaign_clock */
	struct span clock_url;
	uint64_t seed;
};

void campaign_init(struct campaign *c);		/* the defaults */
void campaign_release(struct campaign *c);

/* The interface of a generation, 1 or 2: its own before that of all; 0: any.
 * NULL: there is none. */
const struct campaign_interface *
campaign_interface(const struct campaign *c, unsigned smets);
const struct campaign_user *campaign_user(const struct campaign *c,
					  uint64_t eui);

/* Is the host of the URL this machine: 127.0.0.0/8, ::1 or localhost? */
bool campaign_url_loopback(struct span url);
/* http:// or https:// and a host, and nothing that a path cannot be put
 * behind? */
bool campaign_url_ok(struct span url);

#endif
