/* Columns of the two layouts, and the arithmetic of devices and parts. */
#include "model/rfi.h"

#include "base/bug.h"

static const struct table_column wide_columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/rfi_wide.cols.h"
#undef COL
};

static const struct table_column device_columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/rfi_device.cols.h"
#undef COL
};

static const char *const rfi_codes[] = TABLE_CODES("RFI");

const struct table_format rfi_wide_format = {
	.schema = "rfi-inventory/1",
	.codes = rfi_codes,
	.columns = wide_columns,
	.count = RFI_COLUMNS,
};

const struct table_format rfi_device_format = {
	.schema = "rfi-device/1",
	.codes = rfi_codes,
	.columns = device_columns,
	.count = RFID_COLUMNS,
};

const enum part device_model_parts[3] = {
	PART_MANUFACTURER, PART_MODEL, PART_FW_VERSION,
};

const char *device_name(enum device d)
{
	static const char *const names[DEVICES] = {
		"ch", "esme", "gsme", "ppmid",
	};

	if (d >= DEVICES)
		BUG("no such device");
	return names[d];
}

const char *device_words(enum device d)
{
	static const char *const words[DEVICES] = {
		"communications hub", "electricity meter", "gas meter",
		"display",
	};

	if (d >= DEVICES)
		BUG("no such device");
	return words[d];
}

unsigned rfi_column(enum device d, enum part p)
{
	return RFI_CH_MANUFACTURER + (unsigned)d * PARTS + (unsigned)p;
}

unsigned rfi_target_fw(enum device d)
{
	return RFI_TARGET_CH_FW + (unsigned)d;
}

bool rfi_column_device(unsigned column, enum device *d, enum part *p,
		       bool *target)
{
	*target = false;
	if (column >= RFI_CH_MANUFACTURER && column <= RFI_PPMID_CONFIG) {
		*d = (enum device)((column - RFI_CH_MANUFACTURER) / PARTS);
		*p = (enum part)((column - RFI_CH_MANUFACTURER) % PARTS);
		return true;
	}
	if (column >= RFI_TARGET_CH_FW && column <= RFI_TARGET_PPMID_FW) {
		*d = (enum device)(column - RFI_TARGET_CH_FW);
		*p = PART_FW_VERSION;
		*target = true;
		return true;
	}
	return false;
}

struct span rfi_field(unsigned column)
{
	struct span name = span_of(wide_columns[column].name);
	enum device d;
	enum part p;
	bool target;

	if (!rfi_column_device(column, &d, &p, &target))
		return name;
	if (target)
		return SPAN("fw_version");
	return span_from(name, span_of(device_name(d)).n + 1);
}
