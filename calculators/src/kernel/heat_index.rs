//! How hot it feels: the heat index of the U.S. National Weather Service.
//!
//! Source: Weather Prediction Center, "The Heat Index Equation",
//! <https://www.wpc.ncep.noaa.gov/html/heatindex_equation.shtml>, after L. P. Rothfusz, technical attachment
//! SR 90-23 (1990). The formula is a fit to a table, so it is reckoned in floating point; it uses only the four
//! operations and a square root, which IEEE 754 fixes to the last bit, so that every machine gives the same.

use super::number::{Number, RoundMode};

/// The heat index in °C, rounded on one decimal, for an air temperature in °C and a relative humidity in %.
///
/// `None` for a humidity outside 0 to 100 % or a temperature outside −100 to 100 °C: the formula was made for
/// weather, and its own authors call it not valid for extremes.
pub fn heat_index(temperature_celsius: Number, humidity_percent: Number) -> Option<Number> {
    let bound = Number::HUNDRED;
    if temperature_celsius.abs() > bound || humidity_percent.is_negative() || humidity_percent > bound {
        return None;
    }
    let fahrenheit = temperature_celsius.to_f64() * 1.8 + 32.0;
    let felt = (heat_index_fahrenheit(fahrenheit, humidity_percent.to_f64()) - 32.0) / 1.8;
    // First on millionths, so that 25,85 is not taken for a little less because binary cannot hold it. The value
    // lies within two thousand degrees of zero, where the cast loses nothing.
    let millionths = Number::from_decimal((felt * 1_000_000.0 + 0.5).floor() as i64, 6)?;
    millionths.round_to(Number::ratio(1, 10)?, RoundMode::HalfUp)
}

/// The heat index in °F for a temperature in °F and a relative humidity in %, not rounded.
fn heat_index_fahrenheit(t: f64, rh: f64) -> f64 {
    let simple = 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + rh * 0.094);
    let average = (simple + t) / 2.0;
    if average < 80.0 {
        return average;
    }
    let regression = -42.379 + 2.04901523 * t + 10.14333127 * rh
        - 0.22475541 * t * rh
        - 0.00683783 * t * t
        - 0.05481717 * rh * rh
        + 0.00122874 * t * t * rh
        + 0.00085282 * t * rh * rh
        - 0.00000199 * t * t * rh * rh;
    if rh < 13.0 && (80.0..=112.0).contains(&t) {
        // Dry heat feels less hot. At most 17 degrees from 95, so nothing negative comes under the root.
        regression - (13.0 - rh) / 4.0 * ((17.0 - (t - 95.0).abs()) / 17.0).sqrt()
    } else if rh > 85.0 && (80.0..=87.0).contains(&t) {
        regression + (rh - 85.0) / 10.0 * ((87.0 - t) / 5.0)
    } else {
        regression
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Number {
        Number::parse_plain(text).unwrap()
    }

    /// Rows of the chart of the National Weather Service (<https://www.weather.gov/safety/heat-index>), from 40 %
    /// in steps of 5; of 80 °F as far as 85 %, since the chart leaves out what is added for damp air.
    #[test]
    fn the_published_chart() {
        for (fahrenheit, row) in [
            (80.0, [80.0, 80.0, 81.0, 81.0, 82.0, 82.0, 83.0, 84.0, 84.0, 85.0].as_slice()),
            (90.0, &[91.0, 93.0, 95.0, 97.0, 100.0, 103.0, 105.0, 109.0, 113.0, 117.0, 122.0, 127.0, 132.0]),
            (100.0, &[109.0, 114.0, 118.0, 124.0, 129.0, 136.0]),
        ] {
            for (step, expected) in row.iter().enumerate() {
                let humidity = 40.0 + 5.0 * step as f64;
                let found = heat_index_fahrenheit(fahrenheit, humidity);
                // The chart is in whole degrees, and at 70 % a whole degree below its own formula.
                assert!(
                    (found - expected).abs() < 1.0,
                    "{fahrenheit} °F {humidity} %: {found}, not {expected}"
                );
            }
        }
    }

    /// Reckoned to three decimals outside this program, with the formula as it is published.
    #[test]
    fn points_in_every_branch() {
        for (t, rh, expected) in [
            (90.0, 70.0, 105.922),  // the example in the source
            (70.0, 50.0, 69.525),   // below 80: the average of the simple value and the temperature
            (32.0, 0.0, 28.45),     // far below
            (80.0, 40.0, 79.79),    // 80 °F itself, and dry: still the average
            (81.0, 40.0, 80.652),   // just over: the regression
            (100.0, 10.0, 94.122),  // dry: less
            (95.0, 5.0, 88.177),    // dry, where the root is 1
            (112.0, 10.0, 106.751), // dry, where the root is 0
            (84.0, 90.0, 98.343),   // damp: more
            (87.0, 90.0, 109.183),  // damp, where the addition is 0
            (88.0, 90.0, 113.247),  // beyond the damp adjustment
        ] {
            let found = heat_index_fahrenheit(t, rh);
            assert!((found - expected).abs() < 0.000_6, "{t} °F {rh} %: {found}, not {expected}");
        }
    }

    #[test]
    fn in_celsius_on_one_decimal() {
        for (temperature, humidity, expected) in [
            ("32.2", "70", "41"),
            ("30", "50", "31"),
            ("20", "50", "19.7"),
            ("26", "40", "25.9"), // 25,85 exactly
            ("35", "10", "31.9"),
            ("0", "0", "-2"),
            ("-40", "0", "-44"),
            ("100", "100", "1216.7"),
        ] {
            let found = heat_index(number(temperature), number(humidity)).unwrap();
            assert_eq!(found.plain(), expected, "{temperature} °C {humidity} %");
        }
        // 90 °F exactly: 41,1 °C.
        let ninety = Number::ratio(290, 9).unwrap();
        assert_eq!(heat_index(ninety, number("70")), Some(number("41.1")));
    }

    #[test]
    fn outside_its_range_there_is_none() {
        for (temperature, humidity) in [("20", "-0.1"), ("20", "100.1"), ("100.1", "50"), ("-100.1", "50")] {
            assert_eq!(heat_index(number(temperature), number(humidity)), None);
        }
    }

    proptest! {
        #[test]
        fn always_one_decimal(tenths in -1_000_i64..=1_000, humidity in 0_i64..=100) {
            let temperature = Number::from_decimal(tenths, 1).unwrap();
            let found = heat_index(temperature, Number::from_int(humidity)).unwrap();
            prop_assert!(found.decimals().unwrap() <= 1);
            // The range the fit was made for: never far from the air temperature, and hotter when damper.
            if (270..=400).contains(&tenths) && (40..=90).contains(&humidity) {
                let damper = heat_index(temperature, Number::from_int(humidity + 5)).unwrap();
                prop_assert!(damper >= found);
            }
        }
    }
}
