/*
 * An installation is an array of numbers of distinct cell texts, one for
 * each column of the wide layout; the texts are few.
 */
#include "engine/join.h"

#include "base/bug.h"
#include "base/intern.h"
#include "base/mem.h"
#include "base/vec.h"
#include "engine/canon.h"
#include "engine/count.h"
#include "model/codes.h"

enum kind { KIND_CHF, KIND_ESME, KIND_GSME, KIND_GPF, KIND_PPMID, KIND_IHD,
	    KINDS };

struct home {
	uint64_t line;			/* of its first row */
	uint64_t rows;
	uint64_t kind_line[KINDS];	/* 0: no such row */
	uint32_t gpf[3];		/* maker, model, firmware */
	uint32_t cell[RFI_COLUMNS];	/* of texts */
	bool bad;
};

struct join {
	const struct check *c;
	const struct table_binding *binding;
	struct intern ids;
	VEC(struct home) homes;
	struct intern texts;
	struct intern devices;
	VEC(uint32_t) device_home;
	uint64_t refused;
};

struct join *join_new(const struct check *c,
		      const struct table_binding *binding)
{
	struct join *j = mem_array(1, sizeof(*j));
	bool fresh;

	j->c = c;
	j->binding = binding;
	intern_put(&j->texts, SPAN_EMPTY, &fresh);
	return j;
}

void join_free(struct join *j)
{
	if (!j)
		return;
	intern_release(&j->ids);
	vec_release(&j->homes);
	intern_release(&j->texts);
	intern_release(&j->devices);
	vec_release(&j->device_home);
	mem_free(j);
}

static void say(struct join *j, enum code code, unsigned column,
		uint64_t line, const struct span *value, const char *text,
		uint64_t other_line)
{
	const uint32_t place = j->binding->at[column];
	const struct code_place at = {
		.file = j->c->at.file, .line = line,
		.position = place == TABLE_ABSENT ? 0 : place + 1,
		.column = rfi_device_format.columns[column].name,
		.value = value,
	};

	if (code_table[code].severity < j->c->floor)
		return;
	if (other_line)
		code_find(j->c->diag, code, &at, "%s line %llu", text,
			  (unsigned long long)other_line);
	else
		code_find(j->c->diag, code, &at, "%s", text);
}

static uint32_t text_id(struct join *j, struct span s)
{
	bool fresh;

	return intern_put(&j->texts, s, &fresh);
}

static bool kind_of(struct span type, enum kind *kind)
{
	static const char *const names[KINDS] = {
		"CHF", "ESME", "GSME", "GPF", "PPMID", "IHD",
	};

	for (unsigned i = 0; i < KINDS; i++) {
		if (span_eq_nocase(canon_trim(type), span_of(names[i]))) {
			*kind = (enum kind)i;
			return true;
		}
	}
	return false;
}

/* What is said of the installation, not of a device. */
static const struct { unsigned from, to; } shared[] = {
	{ RFID_SNAPSHOT_DATE, RFI_SNAPSHOT_DATE },
	{ RFID_REPORTER_ROLE, RFI_REPORTER_ROLE },
	{ RFID_REPORTER, RFI_REPORTER },
	{ RFID_SUPPLIER, RFI_SUPPLIER },
	{ RFID_SMSO, RFI_SMSO },
	{ RFID_WAN_PROVIDER, RFI_WAN_PROVIDER },
	{ RFID_CAPABILITY, RFI_CAPABILITY },
	{ RFID_FUEL_TYPE, RFI_FUEL_TYPE },
	{ RFID_REGION, RFI_REGION },
	{ RFID_STATUS, RFI_STATUS },
	{ RFID_IHD_FW_UPGRADEABLE, RFI_IHD_FW_UPGRADEABLE },
	{ RFID_INTENDS_TO_ENROL, RFI_INTENDS_TO_ENROL },
	{ RFID_GAINED_ON, RFI_GAINED_ON },
	{ RFID_CUSTOMER_TYPE, RFI_CUSTOMER_TYPE },
	{ RFID_WEIGHT, RFI_WEIGHT },
	{ RFID_ATTEMPTS_MADE, RFI_ATTEMPTS_MADE },
	{ RFID_EARLIEST, RFI_EARLIEST },
	{ RFID_LATEST, RFI_LATEST },
};

bool join_shares(unsigned column)
{
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
		if (shared[i].from == column)
			return true;
	return false;
}

static void put_shared(struct join *j, struct home *h,
		       const struct span *cells, uint64_t line)
{
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++) {
		const struct span cell = cells[shared[i].from];
		uint32_t *have = &h->cell[shared[i].to];

		if (canon_trim(cell).n == 0)
			continue;
		if (*have == 0) {
			*have = text_id(j, cell);
		} else if (!canon_eq(intern_get(&j->texts, *have), cell)) {
			say(j, RFI031, shared[i].from, line, &cell,
			    "contradicts the installation's",
			    h->line);
			h->bad = true;
		}
	}
}

static void put_device(struct join *j, struct home *h, enum device d,
		       const struct span *cells)
{
	for (unsigned p = 0; p < PARTS; p++)
		h->cell[rfi_column(d, (enum part)p)] =
			text_id(j, cells[RFID_MANUFACTURER + p]);
	h->cell[rfi_target_fw(d)] = text_id(j, cells[RFID_TARGET_FW]);
}

static void put_kind(struct join *j, struct home *h, enum kind kind,
		     const struct span *cells)
{
	static const enum device devices[KINDS] = {
		DEVICE_CH, DEVICE_ESME, DEVICE_GSME, DEVICES, DEVICE_PPMID,
		DEVICE_PPMID,
	};

	if (kind == KIND_GPF) {
		for (unsigned i = 0; i < 3; i++)
			h->gpf[i] = text_id(j, cells[RFID_MANUFACTURER +
				(unsigned)device_model_parts[i]]);
		return;
	}
	if (kind == KIND_IHD && h->kind_line[KIND_PPMID])
		return;
	put_device(j, h, devices[kind], cells);
	if (kind == KIND_PPMID || kind == KIND_IHD)
		h->cell[RFI_PPMID_KIND] = text_id(j, kind == KIND_IHD ?
						  SPAN("IHD") : SPAN("PPMID"));
}

static bool device_is_free(struct join *j, const struct span *cells,
			   uint32_t home, uint64_t line)
{
	const struct span id = cells[RFID_DEVICE_ID];
	struct buf key = BUF_INIT;
	uint32_t n;
	bool fresh;

	if (canon_trim(id).n == 0)
		return true;
	/* The hex digits of one EUI-64 are written in either letter case. */
	canon_add(&key, id);
	n = intern_put(&j->devices, buf_span(&key), &fresh);
	buf_release(&key);
	if (fresh) {
		vec_push(&j->device_home, home);
		return true;
	}
	if (j->device_home.v[n] == home)
		return true;
	say(j, RFI015, RFID_DEVICE_ID, line, &id,
	    "is on another installation too, see",
	    j->homes.v[j->device_home.v[n]].line);
	return false;
}

static struct home *home_of(struct join *j, struct span id, uint64_t line,
			    uint32_t *number)
{
	struct home *h;
	bool fresh;

	*number = intern_put(&j->ids, id, &fresh);
	if (!fresh)
		return &j->homes.v[*number];
	h = vec_add(&j->homes);
	h->line = line;
	h->cell[RFI_INSTALLATION_ID] = text_id(j, id);
	return h;
}

void join_row(struct join *j, const struct span *cells, uint64_t line)
{
	const struct span id = cells[RFID_INSTALLATION_ID];
	struct home *h;
	enum kind kind;
	uint32_t n;

	if (canon_trim(id).n == 0) {
		say(j, RFI034, RFID_INSTALLATION_ID, line, &id,
		    "names no installation", 0);
		j->refused++;
		return;
	}
	h = home_of(j, id, line, &n);
	h->rows++;
	put_shared(j, h, cells, line);
	if (!kind_of(cells[RFID_DEVICE_TYPE], &kind)) {
		const struct span type = cells[RFID_DEVICE_TYPE];

		say(j, canon_trim(type).n ? RFI006 : RFI034, RFID_DEVICE_TYPE,
		    line, &type, "is not one of CHF, ESME, GSME, GPF, PPMID, "
		    "IHD", 0);
		h->bad = true;
		return;
	}
	if (!device_is_free(j, cells, n, line))
		h->bad = true;
	if (h->kind_line[kind]) {
		say(j, RFI030, RFID_DEVICE_TYPE, line,
		    &cells[RFID_DEVICE_TYPE],
		    "is on the installation already, see",
		    h->kind_line[kind]);
		h->bad = true;
		return;
	}
	put_kind(j, h, kind, cells);
	h->kind_line[kind] = line;
}

static void fill_absent(struct join *j, struct home *h, enum device d)
{
	const uint32_t none = text_id(j, SPAN("NONE"));

	for (unsigned i = 0; i < 3; i++)
		h->cell[rfi_column(d, device_model_parts[i])] = none;
}

static bool gpf_is_of_hub(const struct join *j, const struct home *h)
{
	for (unsigned i = 0; i < 3; i++) {
		const struct span hub = intern_get(&j->texts,
			h->cell[rfi_column(DEVICE_CH,
					   device_model_parts[i])]);
		const struct span gpf = intern_get(&j->texts, h->gpf[i]);

		if (canon_trim(gpf).n && canon_trim(hub).n &&
		    !canon_eq(gpf, hub))
			return false;
	}
	return true;
}

static void finish_home(struct join *j, struct home *h)
{
	const struct span id = intern_get(&j->texts,
					  h->cell[RFI_INSTALLATION_ID]);

	if (!h->kind_line[KIND_CHF])
		say(j, RFI028, RFID_INSTALLATION_ID, h->line, &id,
		    "has no communications hub", 0);
	if (h->kind_line[KIND_GPF] && !gpf_is_of_hub(j, h))
		say(j, RFI029, RFID_INSTALLATION_ID, h->kind_line[KIND_GPF],
		    &id, "has a gas proxy function of another device than "
		    "its hub", 0);
	if (!h->kind_line[KIND_ESME])
		fill_absent(j, h, DEVICE_ESME);
	if (!h->kind_line[KIND_GSME])
		fill_absent(j, h, DEVICE_GSME);
	if (!h->kind_line[KIND_PPMID] && !h->kind_line[KIND_IHD])
		fill_absent(j, h, DEVICE_PPMID);
	if (h->cell[RFI_FUEL_TYPE] == 0)
		h->cell[RFI_FUEL_TYPE] = text_id(j, count_fuel(
			h->kind_line[KIND_ESME], h->kind_line[KIND_GSME]));
	if (h->bad)
		j->refused += h->rows;
}

size_t join_finish(struct join *j)
{
	for (size_t i = 0; i < j->homes.n; i++)
		finish_home(j, &j->homes.v[i]);
	return j->homes.n;
}

uint64_t join_get(const struct join *j, size_t installation,
		  struct span *cells)
{
	const struct home *h = &j->homes.v[installation];

	for (unsigned i = 0; i < RFI_COLUMNS; i++)
		cells[i] = intern_get(&j->texts, h->cell[i]);
	return h->bad ? 0 : h->line;
}

uint64_t join_refused(const struct join *j)
{
	return j->refused;
}
