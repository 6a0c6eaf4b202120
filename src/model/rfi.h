/*
 * rfi.h - the columns of an RFI return, in both layouts
 *
 * A return is what a supplier or an SMSO answers to the DCC's request for
 * information: its installed base, as combinations with counts or as single
 * installations (wide layout), or as devices (device layout). The inventory
 * that rfi-check writes is the wide layout again. Columns are described in
 * rfi_wide.cols.h and rfi_device.cols.h; this header numbers them.
 *
 * The four devices have the same parts in the same order, so that
 *
 *	rfi_column(DEVICE_GSME, PART_MODEL) == RFI_GSME_MODEL
 *
 * Source: selection paper of September 2019, section 2.1.
 */
#ifndef MODEL_RFI_H
#define MODEL_RFI_H

#include "base/table.h"

enum rfi_column {
#define COL(id, name, type, values, flags, help) RFI_##id,
#include "model/rfi_wide.cols.h"
#undef COL
	RFI_COLUMNS
};

enum rfi_device_column {
#define COL(id, name, type, values, flags, help) RFID_##id,
#include "model/rfi_device.cols.h"
#undef COL
	RFID_COLUMNS
};

enum device { DEVICE_CH, DEVICE_ESME, DEVICE_GSME, DEVICE_PPMID, DEVICES };

enum part { PART_MANUFACTURER, PART_MODEL, PART_HW_VERSION,
	    PART_HW_REVISION, PART_FW_VERSION, PART_FW_PROVIDER, PART_CONFIG,
	    PARTS };

extern const struct table_format rfi_wide_format;	/* rfi-inventory/1 */
extern const struct table_format rfi_device_format;

/* The three parts that make a device model of a combination. */
extern const enum part device_model_parts[3];

const char *device_name(enum device d);		/* "ch" */
const char *device_words(enum device d);	/* "communications hub" */
unsigned rfi_column(enum device d, enum part p);
unsigned rfi_target_fw(enum device d);

/* Which device and part a column is; false for columns of no device. The
 * target firmware is PART_FW_VERSION with *target set. */
bool rfi_column_device(unsigned column, enum device *d, enum part *p,
		       bool *target);

/* The last part of a column's name, by which alias tables may name it:
 * "model" for "ch_model", "fw_version" for "target_ch_fw", else the name. */
struct span rfi_field(unsigned column);

#endif
