/* A stream driver that keeps the rules, in C: cc -o right-stream right-stream.c */
#define KIT_STREAMS
#define KIT_DISCONNECT
#include "kit.h"

static int running; /* drvAcquireItemData is on its way */
static int skips;   /* what is read is thrown away (V3) */
static int empty;   /* the feeder has no sheet for this page (V5) */
static int percent; /* of the pages that are wanted; of all there are nobody knows how many */
static unsigned long bytes; /* written to this stream */
static int doubt;   /* CANCEL_IO came, and nobody was asked since whether it was meant for us */

static int there = 1; /* the device is plugged in */
static int gone;    /* it was not all the time in this transfer: nothing is sent to it (V28) */

static const char *driver_claims(void) {
  return "Asynchronous Streams Feeder LooksAtDevice HeedsDisconnect";
}

/* The device may still scan, for a driver that died with its service (V29). */
static void driver_reset(void) {
  running = doubt = 0;
  there = 1;
}

/* A device that comes back is there for the next transfer. */
static void driver_device_is_there(int is) {
  there = is;
  gone |= !is;
}

/* The event names no transfer: stop waiting, and ask (D26). While idle it means nothing (V8). */
static void driver_cancel_io(void) {
  if (running) {
    doubt = 1;
    device_wake_read();
  }
}

/* SendMessage; what comes while it is in flight needs an answer of its own. */
static HRESULT_CODE ask(void) {
  doubt = 0;
  return send_progress(percent, bytes); /* For the progress bar (V22). */
}

/* A fault ends the transfer only if nobody repairs its cause (V31, V32). */
static HRESULT_CODE tell(HRESULT_CODE fault) {
  doubt = 0;
  return report_device_status(fault);
}

/* Before anything is begun: nothing is, after an event that nobody has answered (D26). */
static HRESULT_CODE settle(void) {
  HRESULT_CODE code = S_OK;
  while (code == S_OK && doubt && !gone) {
    code = ask();
  }
  return code == S_OK && gone ? WIA_ERROR_OFFLINE : code;
}

static int is_scanning(void) { return !gone && device_is_scanning(); }

/* Started once it is quiet; meanwhile the transfer can be canceled (D15). */
static HRESULT_CODE start(int *started) {
  HRESULT_CODE code = settle();
  while (code == S_OK && !*started) {
    if (is_scanning()) {
      code = ask();
    } else if (!gone) {
      HRESULT_CODE fault = device_try_start();
      *started = fault == S_OK;
      code = *started || gone ? S_OK : tell(fault); /* repaired: try again */
    }
    code = code == S_OK ? settle() : code;
  }
  return code;
}

/* A band, or a sign of life; S_OK to go on. The wait is ended to ask, and then goes on. */
static HRESULT_CODE next_band(struct read *read) {
  HRESULT_CODE code = settle();
  if (code != S_OK) {
    return code;
  }
  device_submit_read();
  do {
    code = settle();
    if (code != S_OK) {
      if (!gone) {
        device_interrupt_read(); /* Nobody waits for the device any more (L5). */
      }
      return code;
    }
    *read = device_await_read();
  } while (read->result == READ_WOKEN);
  if (read->result == READ_BUTTON || read->result == READ_GIVEN_UP) {
    return S_FALSE;
  }
  if (gone) {
    return WIA_ERROR_OFFLINE;
  }
  empty = read->result == READ_FEEDER_EMPTY;
  return read->result == READ_FAULT ? tell(read->fault) : S_OK; /* repaired: read again */
}

/* Writes all of a band, behind what is there. */
static HRESULT_CODE write_band(const struct read *band) {
  HRESULT_CODE code;
  int less = 1;
  while (less) {
    code = settle();
    if (code == S_OK) {
      code = stream_seek_end();
    }
    if (code == S_OK) {
      code = stream_write_counted(band, &less, &bytes);
    }
    if (code != S_OK) {
      return code;
    }
  }
  return S_OK;
}

/* Asks where the page goes: S_OK if there is a stream, or the page is to be skipped (V3). */
static HRESULT_CODE next_stream(int *open) {
  HRESULT_CODE code = settle();
  skips = 0;
  if (code == S_OK) {
    code = get_next_stream();
    bytes = 0;
    *open = code == S_OK;
    skips = code == WIA_STATUS_SKIP_ITEM;
  }
  return skips ? S_OK : code;
}

/* One page; what is skipped is scanned and thrown away. Asks after each band (V13). */
static HRESULT_CODE transfer_page(int page, int pages, int *started) {
  struct read read = {READ_NOT_READY, 0, 0, 0};
  HRESULT_CODE code = start(started);
  while (code == S_OK && !empty && read.result != READ_LAST_BAND) {
    code = next_band(&read);
    if (code == S_OK && empty && page == 1) {
      return WIA_ERROR_PAPER_EMPTY;
    }
    if (code == S_OK && read.number && !skips) {
      code = write_band(&read);
    }
    if (read.result == READ_LAST_BAND && pages != ALL_PAGES) {
      percent = 100 * page / pages;
    }
    if (code == S_OK) {
      code = ask(); /* Also when there is no sheet: a last time (H1). */
    }
  }
  return code;
}

/* There is one way out, and a device that has started is stopped on it (A3, A9, D6, D13). */
static HRESULT_CODE driver_acquire(struct job job) {
  HRESULT_CODE code = S_OK;
  int page = 0, started = 0, open = 0;
  running = 1;
  gone = !there;
  skips = empty = doubt = percent = 0;
  bytes = 0;
  if (is_scanning()) {
    device_stop(); /* For whoever died in the middle of a transfer (V29). */
  }
  while (code == S_OK && !empty && (job.pages == ALL_PAGES || page < job.pages)) {
    page++;
    if (page == 1 || !job.one_stream) { /* A stream for each page, or one for all (V14). */
      code = next_stream(&open);
    }
    if (code == S_OK) {
      code = transfer_page(page, job.pages, &started);
    }
    if (open && !job.one_stream) {
      stream_release();
      open = 0;
    }
  }
  if (open) {
    stream_release(); /* Whatever has happened (V15). */
  }
  if (started && !gone) {
    device_stop();
  }
  while (is_scanning()) {
    /* There are devices that say that they have stopped before they have (D6). */
  }
  if (code == S_OK && empty && job.pages != ALL_PAGES) {
    code = WIA_STATUS_END_OF_MEDIA; /* A success if a page came before (V5). */
  }
  running = 0;
  return code; /* S_FALSE after a cancel, whoever canceled (V9); an error as it is (V19, V20). */
}
