/*
 * wan.h - services of the radio network, and scenarios made of them
 *
 * A service is one kind of message: its size, and the time in which it has
 * to be through. From these two alone follows the rate that the link to one
 * meter needs,
 *
 *	kbps = bytes x 8 / 1000 / max_response_s
 *
 * which says nothing of the network: no two meters need it at once. What the
 * network carries follows from how many meters have the service and how
 * often; see engine/wan.h.
 *
 * The published table is that of the 2010 workstream (section 10 of the
 * notes told as WAN TRAFFIC in smets1-tools(7)); its eighteen rows are in
 * wan_2010.csv and compiled in. Its sizes are 96 bytes and a payload: 102 is
 * one value of 6 bytes, 384 the 48 half hours of a day. That is inferred, and
 * lets users build services that the table lacks.
 *
 * Reads are counted in millionths a year of 365 days, so that six decimals a
 * day, a month (a twelfth of the year) and a year are all whole numbers.
 *
 * Strings belong to the arena of the services or of the scenario.
 */
#ifndef MODEL_WAN_H
#define MODEL_WAN_H

#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"

#define WAN_OVERHEAD_BYTES	96u
#define WAN_DAY_S		86400u
#define WAN_YEAR_DAYS		365u
#define WAN_READS_PLACES	6u
#define WAN_READS_UNIT		1000000u	/* one read */
#define WAN_PRICE_PLACES	6u
#define WAN_PRICE_UNIT		1000000u

#define COL(id, name, type, values, flags, help) WAN_SERVICE_COL_##id,
enum wan_service_column {
#include "model/wan_service.cols.h"
	WAN_SERVICE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) WAN_SCENARIO_COL_##id,
enum wan_scenario_column {
#include "model/wan_scenario.cols.h"
	WAN_SCENARIO_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) WAN_FIRMWARE_COL_##id,
enum wan_firmware_column {
#include "model/wan_firmware.cols.h"
	WAN_FIRMWARE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) WAN_EXPLAIN_COL_##id,
enum wan_explain_column {
#include "model/wan_explain.cols.h"
	WAN_EXPLAIN_COLUMNS
};
#undef COL

/* wan_service_in is the same table for reading: what is computed may stand in
 * it, with any text, and is not looked at. */
extern const struct table_format wan_service_format, wan_service_in_format,
	wan_scenario_format, wan_firmware_format, wan_explain_format;

enum wan_fuel { WAN_ELECTRICITY, WAN_GAS, WAN_BOTH, WAN_FUELS };

const char *wan_fuel_name(enum wan_fuel f);
/* By the end of the section's name: "smartgrid-gas" is gas; microgeneration
 * is measured by electricity meters; anything else is both. */
enum wan_fuel wan_section_fuel(struct span section);

struct wan_service {
	uint64_t line;
	struct span section, service, note;
	uint64_t bytes;			/* never 0 */
	uint64_t response_ms;		/* never 0 */
	struct span response;		/* the same, as it is written */
	struct span printed;		/* empty: none */
	uint64_t printed_scaled;	/* times 10^printed_places */
	unsigned printed_places;
	bool has_reads, has_meters;
	uint64_t reads;			/* millionths a year */
	uint64_t meters;
};

struct wan_services {
	struct arena arena;
	const char *file;		/* base name, of findings */
	bool published;			/* the table that is compiled in */
	VEC(struct wan_service) v;
};

#define WAN_SERVICES_INIT	{ .arena = ARENA_INIT }

void wan_services_published(struct wan_services *s);
void wan_services_release(struct wan_services *s);

/* How many meters there are: all together, or of each fuel. */
struct wan_meters {
	bool given, by_fuel;
	uint64_t all;
	uint64_t fuel[WAN_BOTH];
};

uint64_t wan_meters_of(const struct wan_meters *m, enum wan_fuel f);

/* Minutes of the local day; an end before the start is on the next day. */
struct wan_window {
	bool given;
	unsigned from_min, to_min;
	struct span text;		/* "00:00-06:00" */
};

/* False: not HH:MM-HH:MM, or the ends are equal (*equal). The text is kept. */
bool wan_window_parse(struct span text, struct wan_window *w, bool *equal);
/* All day if it was not given. */
uint64_t wan_window_s(const struct wan_window *w);

/* "9.6", "9.6k", "9.6kbps", "9600bps", "1.5Mbps": bits a second; without a
 * unit kilobits. False: none, or not whole bits, or 0. */
bool wan_rate_parse(struct span text, uint64_t *bps);
/* "1", "0.5", "1/day", "1/month", "4/year" to millionths a year. */
bool wan_reads_parse(struct span text, uint64_t *reads);

/* One service in a phase, as the scenario names it. */
struct wan_use {
	uint64_t line;
	struct span section;		/* empty: whichever has the service */
	struct span service;
	bool has_reads, has_meters;	/* else the table's, the scenario's */
	uint64_t reads, meters;
};

struct wan_phase {
	uint64_t line;
	bool has_from;
	uint64_t from_year, years;	/* years: never 0 */
	struct wan_window window;
	struct span penalty;
	VEC(struct wan_use) uses;
};

struct wan_scenario {
	struct arena arena;
	const char *file;		/* base name, of findings */
	struct span name;
	struct wan_meters meters;
	VEC(struct wan_phase) phases;
	bool has_price, has_visit_cost, has_availability;
	uint64_t price;			/* of 1,000,000 bytes, WAN_PRICE_UNIT */
	uint64_t visit_cost;		/* of a meter, WAN_PRICE_UNIT */
	uint64_t availability;		/* 100 % is 1,000,000 */
	struct span price_text, visit_text, availability_text;
};

#define WAN_SCENARIO_INIT	{ .arena = ARENA_INIT }

void wan_scenario_release(struct wan_scenario *s);

#endif
