;; Splits a text into words, finds those that may mean something and signs, and hashes words (FNV-1a on what their units are read as).
;;
;; Memory, in bytes:
;;         0   of each code unit, 2 bytes: 0 if it is between words, 1 to 3 as below, or else what it is read as
;;   131,072   of each code unit, 1 byte: the bits of a word that begins with it
;;   196,608   of each slot, 1 byte: the bits of words that fall there
;;   262,144   what is worked on; from 262,208 masks of 0 to 8 units
;; and where `settle` is told: units, with 8 more on both sides; the same as they are read; marks, a bit a unit, of what is in a word, passed and
;; alone (no text has both); words' starts and ends, twice their places (4 bytes each); what a word that ended at a unit would be hashed to (4 bytes
;; each); picks (12 bytes each: start, end, number); signs (4 bytes each, twice their places).
;;
;; Units that are read as 1 or 2 go on in a word, but begin none, and are no part of what it is looked up by. One that is read as 3 is a word alone.
;;
;; No loop has a branch that depends on where a word ends: it would be foretold wrongly every other time, and that costs as much as several units.
(module
  (memory (export "memory") 5)
  (data (i32.const 262208)
    "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00"
    "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\00\00"
    "\ff\ff\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00"
    "\ff\ff\ff\ff\ff\ff\00\00\00\00\00\00\00\00\00\00"
    "\ff\ff\ff\ff\ff\ff\ff\ff\00\00\00\00\00\00\00\00"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\00\00\00\00\00"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\00\00\00"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\00"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff")
  (global $units (mut i32) (i32.const 0))
  (global $read (mut i32) (i32.const 0))
  (global $marks (mut i32) (i32.const 0))
  (global $markBytes (mut i32) (i32.const 0))
  (global $starts (mut i32) (i32.const 0))
  (global $ends (mut i32) (i32.const 0))
  (global $sums (mut i32) (i32.const 0))
  (global $picks (mut i32) (i32.const 0))
  (global $signs (mut i32) (i32.const 0))

  (func (export "settle")
    (param $units i32) (param $read i32) (param $marks i32) (param $markBytes i32) (param $starts i32) (param $ends i32) (param $sums i32)
    (param $picks i32) (param $signs i32)
    (global.set $units (local.get $units))
    (global.set $read (local.get $read))
    (global.set $marks (local.get $marks))
    (global.set $markBytes (local.get $markBytes))
    (global.set $starts (local.get $starts))
    (global.set $ends (local.get $ends))
    (global.set $sums (local.get $sums))
    (global.set $picks (local.get $picks))
    (global.set $signs (local.get $signs)))

  ;; Looks up how units are read, and marks them. Sixteen at a time.
  (func $look (param $length i32)
    (local $at i32) (local $end i32) (local $to i32) (local $mark i32) (local $passed i32) (local $alone i32)
    (local $low v128) (local $high v128)
    (local.set $at (global.get $units))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $length) (i32.const 1))))
    (local.set $to (global.get $read))
    (local.set $mark (global.get $marks))
    (local.set $passed (i32.add (local.get $mark) (global.get $markBytes)))
    (local.set $alone (i32.add (local.get $passed) (global.get $markBytes)))
    (loop $sixteen
      (local.set $low
        (v128.load16_lane 7 (i32.shl (i32.load16_u offset=14 (local.get $at)) (i32.const 1))
            (v128.load16_lane 6 (i32.shl (i32.load16_u offset=12 (local.get $at)) (i32.const 1))
            (v128.load16_lane 5 (i32.shl (i32.load16_u offset=10 (local.get $at)) (i32.const 1))
            (v128.load16_lane 4 (i32.shl (i32.load16_u offset=8 (local.get $at)) (i32.const 1))
            (v128.load16_lane 3 (i32.shl (i32.load16_u offset=6 (local.get $at)) (i32.const 1))
            (v128.load16_lane 2 (i32.shl (i32.load16_u offset=4 (local.get $at)) (i32.const 1))
            (v128.load16_lane 1 (i32.shl (i32.load16_u offset=2 (local.get $at)) (i32.const 1))
            (v128.load16_lane 0 (i32.shl (i32.load16_u offset=0 (local.get $at)) (i32.const 1))
            (v128.const i16x8 0 0 0 0 0 0 0 0))))))))))
      (local.set $high
        (v128.load16_lane 7 (i32.shl (i32.load16_u offset=30 (local.get $at)) (i32.const 1))
            (v128.load16_lane 6 (i32.shl (i32.load16_u offset=28 (local.get $at)) (i32.const 1))
            (v128.load16_lane 5 (i32.shl (i32.load16_u offset=26 (local.get $at)) (i32.const 1))
            (v128.load16_lane 4 (i32.shl (i32.load16_u offset=24 (local.get $at)) (i32.const 1))
            (v128.load16_lane 3 (i32.shl (i32.load16_u offset=22 (local.get $at)) (i32.const 1))
            (v128.load16_lane 2 (i32.shl (i32.load16_u offset=20 (local.get $at)) (i32.const 1))
            (v128.load16_lane 1 (i32.shl (i32.load16_u offset=18 (local.get $at)) (i32.const 1))
            (v128.load16_lane 0 (i32.shl (i32.load16_u offset=16 (local.get $at)) (i32.const 1))
            (v128.const i16x8 0 0 0 0 0 0 0 0))))))))))
      (v128.store (local.get $to) (local.get $low))
      (v128.store offset=16 (local.get $to) (local.get $high))
      (i32.store16
        (local.get $mark)
        (i8x16.bitmask (i8x16.narrow_i16x8_s
          (i16x8.ne (local.get $low) (v128.const i16x8 0 0 0 0 0 0 0 0))
          (i16x8.ne (local.get $high) (v128.const i16x8 0 0 0 0 0 0 0 0)))))
      (i32.store16
        (local.get $passed)
        (i8x16.bitmask
          (i8x16.narrow_i16x8_s
            (i16x8.lt_u (i16x8.sub (local.get $low) (v128.const i16x8 1 1 1 1 1 1 1 1)) (v128.const i16x8 2 2 2 2 2 2 2 2))
            (i16x8.lt_u (i16x8.sub (local.get $high) (v128.const i16x8 1 1 1 1 1 1 1 1)) (v128.const i16x8 2 2 2 2 2 2 2 2)))))
      (i32.store16
        (local.get $alone)
        (i8x16.bitmask (i8x16.narrow_i16x8_s
          (i16x8.eq (local.get $low) (v128.const i16x8 3 3 3 3 3 3 3 3))
          (i16x8.eq (local.get $high) (v128.const i16x8 3 3 3 3 3 3 3 3)))))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (local.set $mark (i32.add (local.get $mark) (i32.const 2)))
      (local.set $passed (i32.add (local.get $passed) (i32.const 2)))
      (local.set $alone (i32.add (local.get $alone) (i32.const 2)))
      (local.set $at (i32.add (local.get $at) (i32.const 32)))
      (br_if $sixteen (i32.lt_u (local.get $at) (local.get $end)))))

  ;; Splits units that were looked up. Gives how many words there are.
  (func $split (param $length i32) (result i32)
    (local $at i32) (local $start i32) (local $end i32) (local $mark i32)
    (local $in i64) (local $passed i64) (local $alone i64) (local $before i64) (local $aloneBefore i64) (local $cut i64) (local $bits i64)
    (local $known i64)
    (local.set $mark (global.get $marks))
    (local.set $start (global.get $starts))
    (local.set $end (global.get $ends))
    (loop $each
      (local.set $in (i64.load (local.get $mark)))
      (local.set $passed (i64.load (i32.add (local.get $mark) (global.get $markBytes))))
      (local.set $alone (i64.load (i32.add (local.get $mark) (i32.shl (global.get $markBytes) (i32.const 1)))))
      (if (i32.lt_s (i32.sub (local.get $length) (local.get $at)) (i32.const 64))
        (then
          ;; only those before the end
          (local.set $known
            (i64.sub
              (i64.shl (i64.const 1) (i64.extend_i32_u (i32.sub (local.get $length) (local.get $at))))
              (i64.const 1)))
          (local.set $in (i64.and (local.get $in) (local.get $known)))
          (local.set $passed (i64.and (local.get $passed) (local.get $known)))
          (local.set $alone (i64.and (local.get $alone) (local.get $known)))))
      ;; A run of passed units is in a word where one is before it: adding the run's first bit to it carries through all of it.
      (local.set $in (i64.and (local.get $in) (i64.xor (local.get $passed) (i64.const -1))))
      (local.set $in
        (i64.or
          (local.get $in)
          (i64.and
            (local.get $passed)
            (i64.xor
              (i64.add
                (local.get $passed)
                (i64.and
                  (i64.or (i64.shl (local.get $in) (i64.const 1)) (local.get $before))
                  (local.get $passed)))
              (i64.const -1)))))
      (local.set $cut
        (i64.or (local.get $alone) (i64.or (i64.shl (local.get $alone) (i64.const 1)) (local.get $aloneBefore))))
      (local.set $before (i64.or (i64.shl (local.get $in) (i64.const 1)) (local.get $before)))
      (local.set $bits
        (i64.and (local.get $in) (i64.or (i64.xor (local.get $before) (i64.const -1)) (local.get $cut))))
      (block $none
        (loop $one
          (br_if $none (i64.eqz (local.get $bits)))
          (i32.store
            (local.get $start)
            (i32.shl (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $bits)))) (i32.const 1)))
          (local.set $start (i32.add (local.get $start) (i32.const 4)))
          (local.set $bits (i64.and (local.get $bits) (i64.sub (local.get $bits) (i64.const 1))))
          (br $one)))
      (local.set $bits
        (i64.and (local.get $before) (i64.or (i64.xor (local.get $in) (i64.const -1)) (local.get $cut))))
      (block $none
        (loop $one
          (br_if $none (i64.eqz (local.get $bits)))
          (i32.store
            (local.get $end)
            (i32.shl (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $bits)))) (i32.const 1)))
          (local.set $end (i32.add (local.get $end) (i32.const 4)))
          (local.set $bits (i64.and (local.get $bits) (i64.sub (local.get $bits) (i64.const 1))))
          (br $one)))
      (local.set $before (i64.shr_u (local.get $in) (i64.const 63)))
      (local.set $aloneBefore (i64.shr_u (local.get $alone) (i64.const 63)))
      (local.set $mark (i32.add (local.get $mark) (i32.const 8)))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $each (i32.le_u (local.get $at) (local.get $length))))
    (i32.shr_u (i32.sub (local.get $end) (global.get $ends)) (i32.const 2)))

  ;; Splits `length` units, behind which a word ends. Gives how many words there are.
  (func (export "split") (param $length i32) (result i32)
    (call $look (local.get $length))
    (call $split (local.get $length)))

  ;; Of the first `words` words, those of which the bits of the first unit meet the bits of the slot of the first eight units, or of the word's
  ;; shape: 4 any word; 2 a digit is near its second unit or behind its end; 8 sixteen units or more; 16 four units; 32 one of the first eight is
  ;; passed. Gives how many there are.
  (func (export "pick") (param $words i32) (result i32)
    (local $word i32) (local $start i32) (local $end i32) (local $size i32) (local $pick i32) (local $shape i32)
    (local $starts i32) (local $ends i32) (local $read i32) (local $units i32) (local $eight v128)
    (local.set $starts (global.get $starts))
    (local.set $ends (global.get $ends))
    (local.set $read (global.get $read))
    (local.set $units (global.get $units))
    (local.set $pick (global.get $picks))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $word) (local.get $words)))
        (local.set $start (i32.load (i32.add (local.get $starts) (i32.shl (local.get $word) (i32.const 2)))))
        (local.set $end (i32.load (i32.add (local.get $ends) (i32.shl (local.get $word) (i32.const 2)))))
        (i32.store (local.get $pick) (local.get $start))
        (i32.store offset=4 (local.get $pick) (local.get $end))
        (i32.store offset=8 (local.get $pick) (local.get $word))
        (local.set $size (i32.sub (local.get $end) (local.get $start)))
        ;; its first eight units
        (local.set $eight
          (v128.and
            (v128.load (i32.add (local.get $read) (local.get $start)))
            (v128.load offset=262208
              (i32.shl
                (select (local.get $size) (i32.const 16) (i32.lt_u (local.get $size) (i32.const 16)))
                (i32.const 3)))))
        (local.set $shape
          (i32.or
            (i32.or
              (i32.shl
                (v128.any_true
                  (i16x8.lt_u (i16x8.sub (local.get $eight) (v128.const i16x8 1 1 1 1 1 1 1 1)) (v128.const i16x8 2 2 2 2 2 2 2 2)))
                (i32.const 5))
              (i32.shl (i32.ge_u (local.get $size) (i32.const 32)) (i32.const 3)))
            (i32.or (i32.shl (i32.eq (local.get $size) (i32.const 8)) (i32.const 4)) (i32.const 4))))
        (local.set $shape
          (i32.or
            (local.get $shape)
            (i32.load8_u offset=196608
              (i32.wrap_i64
                (i64.shr_u
                  (i64.mul
                    (i64.add
                      (i64.mul (i64x2.extract_lane 0 (local.get $eight)) (i64.const 0x9e3779b97f4a7c15))
                      (i64x2.extract_lane 1 (local.get $eight)))
                    (i64.const 0xbf58476d1ce4e5b9))
                  (i64.const 48))))))
        (local.set $shape
          (i32.or
            (local.get $shape)
            (i32.shl
              (v128.any_true
                (i16x8.lt_u
                  (i16x8.sub
                    (v128.load64_lane 1
                      (i32.add (local.get $units) (local.get $end))
                      (v128.load64_zero offset=2 (i32.add (local.get $units) (local.get $start))))
                    (v128.const i16x8 48 48 48 48 48 48 48 48))
                  (v128.const i16x8 10 10 10 10 10 10 10 10)))
              (i32.const 1))))
        (local.set $pick
          (i32.add
            (local.get $pick)
            (i32.mul
              (i32.ne
                (i32.and
                  (local.get $shape)
                  (i32.load8_u offset=131072 (i32.load16_u (i32.add (local.get $units) (local.get $start)))))
                (i32.const 0))
              (i32.const 12))))
        (local.set $word (i32.add (local.get $word) (i32.const 1)))
        (br $each)))
    (i32.div_u (i32.sub (local.get $pick) (global.get $picks)) (i32.const 12)))

  ;; Where one of four units stands among `length` units. Gives how many there are.
  (func (export "find")
    (param $length i32) (param $one i32) (param $two i32) (param $three i32) (param $four i32) (result i32)
    (local $at i32) (local $end i32) (local $sign i32) (local $bits i32) (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $a (i16x8.splat (local.get $one)))
    (local.set $b (i16x8.splat (local.get $two)))
    (local.set $c (i16x8.splat (local.get $three)))
    (local.set $d (i16x8.splat (local.get $four)))
    (local.set $end (i32.shl (local.get $length) (i32.const 1)))
    (local.set $sign (global.get $signs))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $low (v128.load (i32.add (global.get $units) (local.get $at))))
        (local.set $high (v128.load offset=16 (i32.add (global.get $units) (local.get $at))))
        (local.set $bits
          (i8x16.bitmask (i8x16.narrow_i16x8_s
            (v128.or
              (v128.or (i16x8.eq (local.get $low) (local.get $a)) (i16x8.eq (local.get $low) (local.get $b)))
              (v128.or (i16x8.eq (local.get $low) (local.get $c)) (i16x8.eq (local.get $low) (local.get $d))))
            (v128.or
              (v128.or (i16x8.eq (local.get $high) (local.get $a)) (i16x8.eq (local.get $high) (local.get $b)))
              (v128.or (i16x8.eq (local.get $high) (local.get $c)) (i16x8.eq (local.get $high) (local.get $d)))))))
        (block $none
          (loop $one
            (br_if $none (i32.eqz (local.get $bits)))
            (i32.store
              (local.get $sign)
              (i32.add (local.get $at) (i32.shl (i32.ctz (local.get $bits)) (i32.const 1))))
            (local.set $sign (i32.add (local.get $sign) (i32.const 4)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $one)))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $sixteen)))
    ;; not those behind the end
    (block $cut
      (loop $last
        (br_if $cut (i32.eq (local.get $sign) (global.get $signs)))
        (br_if $cut (i32.lt_u (i32.load (i32.sub (local.get $sign) (i32.const 4))) (local.get $end)))
        (local.set $sign (i32.sub (local.get $sign) (i32.const 4)))
        (br $last)))
    (i32.shr_u (i32.sub (local.get $sign) (global.get $signs)) (i32.const 2)))

  ;; Hashes the words of `length` units, in place of where they start. Gives how many there are. A unit alone is hashed as itself and 0x20000.
  (func (export "hash") (param $length i32) (param $offset i32) (param $prime i32) (result i32)
    (local $at i32) (local $end i32) (local $to i32) (local $sum i32) (local $words i32) (local $unit i32)
    (local $read v128) (local $in v128) (local $first v128) (local $three v128) (local $offsets v128) (local $primes v128)
    (call $look (local.get $length))
    (local.set $words (call $split (local.get $length)))
    (local.set $offsets (i32x4.splat (local.get $offset)))
    (local.set $primes (i32x4.splat (local.get $prime)))
    (local.set $three (v128.const i16x8 3 3 3 3 3 3 3 3))
    (local.set $at (global.get $read))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $length) (i32.const 1))))
    (local.set $to (global.get $sums))
    ;; Eight units at a time: what each is multiplied with, 0 if it is in no word, so that the next begins anew with the offset.
    (loop $eight
      (local.set $read (v128.load (local.get $at)))
      (local.set $in (i16x8.gt_u (local.get $read) (local.get $three)))
      (local.set $first
        (v128.andnot
          (local.get $in)
          (i16x8.gt_u (v128.load (i32.sub (local.get $at) (i32.const 2))) (local.get $three))))
      (v128.store offset=262144
        (i32.const 0)
        (v128.xor
          (i32x4.extend_low_i16x8_u (local.get $read))
          (v128.and (i32x4.extend_low_i16x8_s (local.get $first)) (local.get $offsets))))
      (v128.store offset=262160
        (i32.const 0)
        (v128.xor
          (i32x4.extend_high_i16x8_u (local.get $read))
          (v128.and (i32x4.extend_high_i16x8_s (local.get $first)) (local.get $offsets))))
      (v128.store offset=262176
        (i32.const 0)
        (v128.and (i32x4.extend_low_i16x8_s (local.get $in)) (local.get $primes)))
      (v128.store offset=262192
        (i32.const 0)
        (v128.and (i32x4.extend_high_i16x8_s (local.get $in)) (local.get $primes)))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262144 (i32.const 0)))
          (i32.load offset=262176 (i32.const 0))))
      (i32.store offset=0 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262148 (i32.const 0)))
          (i32.load offset=262180 (i32.const 0))))
      (i32.store offset=4 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262152 (i32.const 0)))
          (i32.load offset=262184 (i32.const 0))))
      (i32.store offset=8 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262156 (i32.const 0)))
          (i32.load offset=262188 (i32.const 0))))
      (i32.store offset=12 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262160 (i32.const 0)))
          (i32.load offset=262192 (i32.const 0))))
      (i32.store offset=16 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262164 (i32.const 0)))
          (i32.load offset=262196 (i32.const 0))))
      (i32.store offset=20 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262168 (i32.const 0)))
          (i32.load offset=262200 (i32.const 0))))
      (i32.store offset=24 (local.get $to) (local.get $sum))
      (local.set $sum
        (i32.mul
          (i32.xor (local.get $sum) (i32.load offset=262172 (i32.const 0)))
          (i32.load offset=262204 (i32.const 0))))
      (i32.store offset=28 (local.get $to) (local.get $sum))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $eight (i32.lt_u (local.get $at) (local.get $end))))
    ;; A word's is the one of its last unit.
    (local.set $at (i32.const 0))
    (local.set $end (i32.shl (local.get $words) (i32.const 2)))
    (block $done
      (loop $word
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $to (i32.sub (i32.load (i32.add (global.get $ends) (local.get $at))) (i32.const 2)))
        (local.set $sum (i32.load (i32.add (global.get $sums) (i32.shl (local.get $to) (i32.const 1)))))
        (if (i32.eq (i32.load16_u (i32.add (global.get $read) (local.get $to))) (i32.const 3))
          (then
            (local.set $unit (i32.load16_u (i32.add (global.get $units) (local.get $to))))
            (local.set $sum
              (i32.mul
                (i32.xor (local.get $offset) (i32.or (i32.const 0x20000) (local.get $unit)))
                (local.get $prime)))))
        (i32.store (i32.add (global.get $starts) (local.get $at)) (local.get $sum))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $word)))
    (local.get $words)))
