;; MinHash of a text's 5-grams, in numbers of 32 bits.
;;
;; Memory: the rows' multipliers from 0, their least values from 1024, the hashes of words from 2048, and then those of grams in their place.
(module
  (memory (export "memory") 1)

  ;; Makes 5-grams of at least five words: a sum with a weight for each place, spread as at the end of MurmurHash3. Four at a time, so that up to
  ;; three beyond the last are made of what stands behind it. A gram is written where its first word was, which no later gram has.
  (func (export "grams") (param $words i32)
    (local $at i32) (local $end i32) (local $hash v128)
    (local.set $at (i32.const 2048))
    (local.set $end (i32.add (i32.const 2032) (i32.shl (local.get $words) (i32.const 2))))
    (loop $four
      (local.set $hash
        (i32x4.add
          (i32x4.mul (v128.load offset=0 (local.get $at)) (v128.const i32x4 0x9e3779b1 0x9e3779b1 0x9e3779b1 0x9e3779b1))
          (i32x4.add
            (i32x4.add
              (i32x4.mul (v128.load offset=4 (local.get $at)) (v128.const i32x4 0x85ebca77 0x85ebca77 0x85ebca77 0x85ebca77))
              (i32x4.mul (v128.load offset=8 (local.get $at)) (v128.const i32x4 0xc2b2ae3d 0xc2b2ae3d 0xc2b2ae3d 0xc2b2ae3d)))
            (i32x4.add
              (i32x4.mul (v128.load offset=12 (local.get $at)) (v128.const i32x4 0x27d4eb2f 0x27d4eb2f 0x27d4eb2f 0x27d4eb2f))
              (i32x4.mul (v128.load offset=16 (local.get $at)) (v128.const i32x4 0x165667b1 0x165667b1 0x165667b1 0x165667b1))))))
      (local.set $hash (v128.xor (local.get $hash) (i32x4.shr_u (local.get $hash) (i32.const 16))))
      (local.set $hash (i32x4.mul (local.get $hash) (v128.const i32x4 0x85ebca6b 0x85ebca6b 0x85ebca6b 0x85ebca6b)))
      (local.set $hash (v128.xor (local.get $hash) (i32x4.shr_u (local.get $hash) (i32.const 13))))
      (local.set $hash (i32x4.mul (local.get $hash) (v128.const i32x4 0xc2b2ae35 0xc2b2ae35 0xc2b2ae35 0xc2b2ae35)))
      (local.set $hash (v128.xor (local.get $hash) (i32x4.shr_u (local.get $hash) (i32.const 16))))
      (v128.store (local.get $at) (local.get $hash))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $at) (local.get $end)))))

  ;; For each row, the least of GRAM * MULTIPLIER over a text's grams, signed. Sixteen rows at a time.

  ;; rows: a multiple of 16, at most 256. grams: at least 1, all in memory.
  (func (export "least") (param $rows i32) (param $grams i32)
    (local $row i32) (local $rowsEnd i32) (local $at i32) (local $end i32)
    (local $gram v128)
    (local $m0 v128) (local $m1 v128) (local $m2 v128) (local $m3 v128)
    (local $l0 v128) (local $l1 v128) (local $l2 v128) (local $l3 v128)
    (local.set $rowsEnd (i32.shl (local.get $rows) (i32.const 2)))
    (local.set $end (i32.add (i32.const 2048) (i32.shl (local.get $grams) (i32.const 2))))
    (loop $sixteen
      (local.set $m0 (v128.load offset=0 (local.get $row)))
      (local.set $m1 (v128.load offset=16 (local.get $row)))
      (local.set $m2 (v128.load offset=32 (local.get $row)))
      (local.set $m3 (v128.load offset=48 (local.get $row)))
      (local.set $l0 (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))
      (local.set $l1 (local.get $l0))
      (local.set $l2 (local.get $l0))
      (local.set $l3 (local.get $l0))
      (local.set $at (i32.const 2048))
      (loop $gramByGram
        (local.set $gram (v128.load32_splat (local.get $at)))
        (local.set $l0 (i32x4.min_s (local.get $l0) (i32x4.mul (local.get $gram) (local.get $m0))))
        (local.set $l1 (i32x4.min_s (local.get $l1) (i32x4.mul (local.get $gram) (local.get $m1))))
        (local.set $l2 (i32x4.min_s (local.get $l2) (i32x4.mul (local.get $gram) (local.get $m2))))
        (local.set $l3 (i32x4.min_s (local.get $l3) (i32x4.mul (local.get $gram) (local.get $m3))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $gramByGram (i32.lt_u (local.get $at) (local.get $end))))
      (v128.store offset=1024 (local.get $row) (local.get $l0))
      (v128.store offset=1040 (local.get $row) (local.get $l1))
      (v128.store offset=1056 (local.get $row) (local.get $l2))
      (v128.store offset=1072 (local.get $row) (local.get $l3))
      (local.set $row (i32.add (local.get $row) (i32.const 64)))
      (br_if $sixteen (i32.lt_u (local.get $row) (local.get $rowsEnd))))))
